using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Access;
using Parley.Topics.Effects;
using Parley.Topics.Notes;
using Parley.Topics.Presence;
using Parley.Topics.Publish;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Calls;
using Parley.Topics.Tests.Worlds;
using Parley.Topics.Unread;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Unread;

public sealed class UnreadTests
{
    private static readonly TopicOptions Counting = Options with { CountsUnread = true };

    private readonly TopicState _me = Me();

    [Fact]
    public async Task The_count_is_the_sum_over_topics_that_the_user_may_read()
    {
        await BeginAsync(
            Contact(Row(Team, Alice, "JRWP") with { ReadSeq = 3 }, 10),
            Contact(Row(TopicName.P2P(Alice, Bob), Alice, "JR"), 5),
            Contact(Row(new TopicName("grpAAAAAAAAAAF"), Alice, "JWP"), 100),
            Contact(Row(new TopicName("grpAAAAAAAAAAG"), Alice, "JRP", isReader: true), 100));
        Assert.Equal(12, _me.Unread!.Total);
    }

    [Fact]
    public async Task What_comes_twice_or_late_counts_once()
    {
        await BeginAsync(Contact(Row(Team, Alice, "JRWP"), 10));
        Take(Team, new UnreadMark(11, 0));
        Take(Team, new UnreadMark(11, 0));
        Take(Team, new UnreadMark(9, 0));
        Assert.Equal(11, _me.Unread!.Total);
        Take(Team, new UnreadMark(11, 8));
        Take(Team, new UnreadMark(11, 4));
        Assert.Equal(3, _me.Unread.Total);
        Take(Team, UnreadMark.None);
        Assert.Equal(0, _me.Unread.Total);
    }

    [Fact]
    public void Nobody_asks_so_nothing_is_counted()
    {
        Take(Team, new UnreadMark(11, 0));
        Assert.Null(_me.Unread);
    }

    [Fact]
    public void Each_state_of_a_call_is_one_more_message_of_which_the_caller_knows()
    {
        var plan = CallWorld.Step(CallWorld.Ringing(), Bob, CallEvent.Accept);
        var marks = plan.Effects.OfType<TopicEffect.RouteToTopics>().Where(r => r.Notice.What == NoticeWhat.Unread)
            .SelectMany(r => r.Targets.Select(t => (t, r.Notice.Unread)));
        Assert.Equal([(TopicName.Me(Bob), new UnreadMark(2, 0)), (TopicName.Me(Alice), new UnreadMark(2, 2))], marks);
    }

    [Fact]
    public async Task After_a_process_was_lost_it_is_counted_anew()
    {
        await BeginAsync(Contact(Row(Team, Alice, "JRWP"), 10));
        _me.Apply(PresenceRecheck.OfLostProcess(_me, Options));
        Assert.Null(_me.Unread);
    }

    [Fact]
    public void A_message_is_told_to_those_who_may_read_it_and_is_read_by_its_author()
    {
        var topic = Group(Row(Team, Bob, "JR"), Row(Team, Carol, "JWP")).Attached(Alice, Bob);
        var told = Told(new PublishHandler(Counting).Decide(
            topic, Ask(Alice, Team.Value, new PubPacket { Id = "1", Content = Payload.FromString("hi") })));
        Assert.Equal([(Bob, new UnreadMark(1, 0)), (Alice, new UnreadMark(1, 1))], told);
        Assert.Empty(Told(new PublishHandler(Options).Decide(
            topic, Ask(Alice, Team.Value, new PubPacket { Id = "1", Content = Payload.FromString("hi") }))));
    }

    [Fact]
    public void What_is_read_is_told_to_the_reader()
    {
        var topic = Group(Row(Team, Bob, "JR")).Attached(Bob).WithMessages(9);
        Assert.Equal([(Bob, new UnreadMark(9, 4))], Told(new ReadReceiptHandler(Counting).Run(topic, topic.Note(Bob, NoteWhat.Read, 4))));
        Assert.Empty(Told(new ReadReceiptHandler(Counting).Run(topic, topic.Note(Bob, NoteWhat.Recv, 4))));
    }

    [Theory]
    [InlineData("JRWP", "JWP", 0, 0)]
    [InlineData("JWP", "JRWP", 9, 2)]
    public void Who_loses_R_has_nothing_unread_and_who_gets_it_has_all(string before, string after, int last, int read)
    {
        var topic = Group(Row(Team, Bob, before)).WithMessages(9);
        var (from, to) = (Row(Team, Bob, before) with { ReadSeq = 2 }, Row(Team, Bob, after) with { ReadSeq = 2 });
        var plan = new TopicPlan();
        ModeChangeNotices.AfterReply(topic, plan, new ModeChange(Bob, from, to, IsReader: false), Alice, default);
        Assert.Equal([(Bob, new UnreadMark(last, read))], Told(plan));
    }

    private async Task BeginAsync(params StoredContact[] contacts)
    {
        var rows = new RowsByHand();
        rows.ContactRows.AddRange(contacts);
        _me.Apply(await UnreadCounting.BeginAsync(_me, rows, TestContext.Current.CancellationToken));
    }

    private void Take(TopicName topic, UnreadMark mark) => _me.Apply(
        UnreadCounting.OfNotice(_me, new TopicNotice(topic, topic.Value, NoticeWhat.Unread) { Unread = mark }));

    private static StoredContact Contact(StoredSubscription row, int lastSeq) => new()
    {
        Subscription = row,
        Topic = new StoredTopic { Name = row.Key.Topic, Created = Now, Updated = Now, Touched = Now, LastSeq = lastSeq },
    };

    private static IEnumerable<(UserId, UnreadMark)> Told(TopicPlan plan) =>
        from route in plan.Effects.OfType<TopicEffect.RouteToTopics>()
        where route.Notice.What == NoticeWhat.Unread
        from target in route.Targets
        select (target.TryGetOwner(out var user) ? user : default, route.Notice.Unread);
}
