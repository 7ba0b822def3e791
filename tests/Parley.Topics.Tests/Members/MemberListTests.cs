using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Storage.Records;
using Parley.Topics.Members;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Members;

public sealed class MemberListTests
{
    private static readonly StoredSubscription Owner = Row(Team, Alice, "JRWPASDO") with { ReadSeq = 2, RecvSeq = 2, DelId = 1, Private = Json("\"a\"") };

    private static TopicPlan List(TopicState topic, UserId user, GetOptions? options, params StoredSubscription[] members)
    {
        var rows = new RowsByHand();
        rows.MemberRows.AddRange(members.Select(m => new StoredMember { Subscription = m, Public = Json("\"card\"") }));
        return new GetSubHandler(Options, Rewriting).Run(topic, topic.Get(user, new GetQuery { Sub = options }), rows);
    }

    private static TopicSub One(TopicState topic, UserId user, StoredSubscription member, GetOptions? options = null) =>
        Assert.Single(List(topic, user, options, member).Meta().Sub!);

    [Fact]
    public void A_member_sees_the_others_with_their_marks()
    {
        var topic = Group(Row(Team, Bob, "JRWPS")).Attached(Alice, Bob);
        var entry = One(topic, Bob, Owner);
        Assert.Equal((Alice.ToString(), true, 2, 2), (entry.User, entry.Online, entry.ReadSeq, entry.RecvSeq));
        Assert.Equal("\"card\"", entry.Public.ToString());
        Assert.Null(entry.Topic);
    }

    [Fact]
    public void Private_and_deletions_are_for_oneself_only()
    {
        var topic = Group(Row(Team, Bob, "JRWPS")).Attached(Alice, Bob);
        Assert.Equal((0, true), (One(topic, Bob, Owner).DelId, One(topic, Bob, Owner).Private.IsNull));
        Assert.Equal((1, false), (One(topic, Alice, Owner).DelId, One(topic, Alice, Owner).Private.IsNull));
    }

    [Fact]
    public void Without_P_nobody_is_seen_to_be_online() =>
        Assert.False(One(Group(Row(Team, Bob, "JRW")).Attached(Alice, Bob), Bob, Owner).Online);

    [Theory]
    [InlineData("JRWPS", "JRW", true)]
    [InlineData("JRWP", "JRW", false)]
    [InlineData("JRWP", "JRWA", true)]
    [InlineData("JRWP", "JRWO", true)]
    public void Access_is_seen_by_sharers_and_that_of_admins_by_all(string viewer, string member, bool isSeen)
    {
        var topic = Group(Row(Team, Bob, viewer)).Attached(Bob);
        Assert.Equal(isSeen, One(topic, Bob, Row(Team, Carol, member)).Access is not null);
        Assert.NotNull(One(topic, Bob, Row(Team, Bob, viewer)).Access);
    }

    [Theory]
    [InlineData("JWP")]
    [InlineData("RWP")]
    public void Marks_of_those_who_do_not_read_here_are_not_told(string mode)
    {
        var entry = One(Group().Attached(Alice), Alice, Row(Team, Bob, mode) with { ReadSeq = 3, RecvSeq = 3 });
        Assert.Equal((0, 0), (entry.ReadSeq, entry.RecvSeq));
    }

    [Fact]
    public void What_is_not_news_comes_without_descriptions()
    {
        var entry = One(Group().Attached(Alice), Alice, Owner, new GetOptions { IfModifiedSince = Now });
        Assert.True(entry.Public.IsNull);
        Assert.True(entry.Private.IsNull);
        Assert.NotNull(entry.Updated);
    }

    [Fact]
    public void Who_has_left_since_is_told_by_id_and_time_only()
    {
        var left = Row(Team, Bob, "JRW") with { Deleted = Now };
        Assert.Equal(
            new TopicSub { User = Bob.ToString(), Deleted = Now },
            One(Group().Attached(Alice), Alice, left, new GetOptions { IfModifiedSince = Before }));
        Assert.Equal(204, List(Group().Attached(Alice), Alice, new GetOptions { IfModifiedSince = Now }, left).Code());
    }

    [Fact]
    public void One_member_can_be_asked_for()
    {
        var topic = Group(Row(Team, Bob, "JRW")).Attached(Alice);
        Assert.Equal(204, List(topic, Alice, new GetOptions { User = Carol.ToString() }, Owner).Code());
        Assert.Single(List(topic, Alice, new GetOptions { User = Alice.ToString() }, Owner).Meta().Sub!);
        // What is no user id counts as not given.
        Assert.Single(List(topic, Alice, new GetOptions { User = "foo" }, Owner).Meta().Sub!);
    }

    [Fact]
    public void A_channel_reader_sees_itself_only()
    {
        var topic = Group(isChannel: true).Attached(Alice).WithReader(Carol);
        var rows = new RowsByHand();
        rows.UserRows.Add(User(Carol, "\"carol\""));
        rows.MemberRows.Add(new StoredMember { Subscription = Owner });
        var plan = new GetSubHandler(Options, Rewriting).Run(topic, topic.Get(Carol, address: Team.ChannelAddress), rows);
        var entry = Assert.Single(plan.Meta().Sub!);
        Assert.Equal((Carol.ToString(), true, "JRP"), (entry.User, entry.Online, entry.Access!.Mode));
        Assert.Equal("\"carol\"", entry.Public.ToString());
        Assert.Equal(Team.ChannelAddress, plan.Meta().Topic);
        Assert.Null(rows.AskedMembers);
    }

    [Fact]
    public void Both_users_of_a_conversation_are_listed_without_descriptions()
    {
        var entries = List(Conversation().Attached(Alice), Alice, null).Meta().Sub!;
        Assert.Equal(2, entries.Count);
        Assert.All(entries, e => Assert.True(e is { Online: false, Seen: null, Access: not null } && e.Public.IsNull));
    }

    [Fact]
    public void Who_has_left_a_conversation_is_listed_only_as_news()
    {
        var topic = Conversation().Attached(Alice);
        topic.Plan(p => p.Write(new Storage.Writes.RemoveSubscription(new SubscriptionKey(topic.Name, Bob), 2, Now)));
        Assert.Equal(Alice.ToString(), Assert.Single(List(topic, Alice, null).Meta().Sub!).User);
        var news = List(topic, Alice, new GetOptions { IfModifiedSince = Before }).Meta().Sub!;
        Assert.Contains(new TopicSub { User = Bob.ToString(), Deleted = Now }, news);
        Assert.Equal(Bob.ToString(), Assert.Single(List(topic, Alice, new GetOptions { IfModifiedSince = Before, User = Bob.ToString() }).Meta().Sub!).User);
    }

    [Fact]
    public void Own_notes_list_nobody() => Assert.Equal(204, List(OwnNotes(), Alice, null).Code());
}
