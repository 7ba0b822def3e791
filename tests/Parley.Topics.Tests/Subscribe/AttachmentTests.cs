using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Routing;
using Parley.Topics.Presence;
using Parley.Topics.Subscribe;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Subscribe;

/// <summary>Who is attached by a {sub}, and who is told.</summary>
public sealed class AttachmentTests
{
    private readonly AttachHandler _handler = new(Options);

    [Fact]
    public void Who_keeps_refusing_to_join_is_answered_and_not_attached()
    {
        var topic = Group(Row(Team, Bob, "RWP", "JRWPS"));
        var plan = _handler.Run(topic, Ask(Bob, Team.Value, Sub("RWP")));
        Assert.Equal(200, plan.Ctrl()!.Code.Number);
        Assert.Empty(plan.Deliveries().OfType<Delivery.Attach>());
    }

    [Fact]
    public void The_owner_of_a_group_that_a_background_session_begins_follows_it_at_once()
    {
        var request = Ask(Alice, "new1", new SubPacket { Id = "1" });
        var plan = _handler.Run(new TopicState(Team), request with { Who = request.Who with { IsBackground = true } });
        var told = Assert.Single(plan.Routes());
        Assert.Equal(TopicName.Me(Alice), told.Target);
        Assert.Equal((NoticeWhat.Nothing, NoticeCommand.Enable), (told.Notice.What, told.Notice.Command));
    }

    [Fact]
    public void Who_begins_a_conversation_learns_whether_the_other_one_is_online_even_if_that_one_does_not_follow()
    {
        var topic = Conversation(bob: "JRWA");
        topic.Apply(Left(Alice));
        var plan = _handler.Run(topic.Attached(Bob), Ask(Alice, Bob.ToString(), Sub(null)));
        Assert.Contains(plan.Routes(), r => r.Target == TopicName.Me(Bob) && r.Notice is { What: NoticeWhat.Ask, WantsReply: true });
    }

    [Theory]
    [InlineData("JRWA", true)]
    [InlineData("JRWPA", false)]
    public void Who_has_no_P_in_a_conversation_that_the_other_one_begins_anew_stops_following(string mode, bool stops)
    {
        var topic = Conversation(bob: mode);
        topic.Apply(Left(Alice));
        var plan = _handler.Run(topic.Attached(Bob), Ask(Alice, Bob.ToString(), Sub(null)));
        var told = plan.Routes().Where(r => r.Target == TopicName.Me(Bob)).Select(r => r.Notice.Command).ToList();
        Assert.Equal(stops, told.Contains(NoticeCommand.Disable));
        Assert.Equal(!stops, told.Contains(NoticeCommand.Enable));
    }

    [Fact]
    public async Task A_session_that_comes_to_the_foreground_does_not_forget_who_is_online()
    {
        var me = new TopicState(TopicName.Me(Alice), new() { Id = Alice, Created = Now, Updated = Now }, Row(TopicName.Me(Alice), Alice, "JPS"));
        var known = new TopicPlan();
        known.Change(new Effects.LiveChange.ContactChanged(new Contact(Bob.ToString(), IsEnabled: true, IsOnline: true)));
        me.Apply(known);
        var rows = new StubReader { Rows = { Row(TopicName.P2P(Alice, Bob), Alice, "JRWPA") } };
        var session = new Attachment(SessionOf(Alice), Alice, IsReader: false, IsBackground: true, null);
        me.Apply(await Arrival.OfBackgroundSessionAsync(me, session, rows, Options, TestContext.Current.CancellationToken));
        Assert.True(me.Contacts[Bob.ToString()].IsOnline);
    }

    private static SubPacket Sub(string? mode) => new() { Id = "1", Set = new SetQuery { Sub = new SubPart(null, mode) } };

    private static TopicPlan Left(UserId user)
    {
        var plan = new TopicPlan();
        plan.Write(new Storage.Writes.RemoveSubscription(new(TopicName.P2P(Alice, Bob), user), 2, Now));
        return plan;
    }
}
