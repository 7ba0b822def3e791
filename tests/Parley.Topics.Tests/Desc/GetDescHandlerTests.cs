using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Desc;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Desc;

public sealed class GetDescHandlerTests
{
    private static TopicDesc Desc(TopicState topic, UserId user, DateTime? ims = null, RowsByHand? rows = null, AuthLevel level = AuthLevel.Authenticated, string? address = null) =>
        new GetDescHandler().Run(topic, topic.Get(user, new GetQuery { Desc = new GetOptions { IfModifiedSince = ims } }, address, level), rows).Meta().Desc!;

    [Theory]
    [InlineData("usrAAAAAAAAAAE", 0)]
    [InlineData(null, 1)]
    public void Options_of_lists_are_malformed(string? user, int limit)
    {
        var query = new GetQuery { Desc = new GetOptions { User = user, Limit = limit } };
        var plan = new GetDescHandler().Run(Me().Attached(Alice), Me().Get(Alice, query));
        Assert.Equal(400, plan.Code());
        Assert.Single(plan.Effects);
    }

    [Fact]
    public void An_owner_sees_everything_of_a_group()
    {
        var desc = Desc(Group(Row(Team, Bob, "JRWPS")).Attached(Alice).WithMessages(2), Alice);
        Assert.Equal((2, 0, 0, true), (desc.Seq, desc.ReadSeq, desc.RecvSeq, desc.Online));
        Assert.Equal(new AccessPart("JRWPASDO", "JRWPASDO", "JRWPASDO"), desc.Access);
        Assert.Equal(new DefaultAccessPart("JRWPS", "N"), desc.DefaultAccess);
        Assert.Null(desc.Seen);
        Assert.Null(desc.State);
    }

    [Fact]
    public void Without_R_nothing_of_messages_is_told_and_touched_is_updated()
    {
        var topic = Group(Row(Team, Bob, "JWP")).Attached(Bob).WithMessages(2);
        var desc = Desc(topic, Bob);
        Assert.Equal((0, 0, 0, 0), (desc.Seq, desc.ReadSeq, desc.RecvSeq, desc.DelId));
        Assert.Equal(desc.Updated, desc.Touched);
    }

    [Theory]
    [InlineData("JRWPS", true)]
    [InlineData("JRWPA", true)]
    [InlineData("JRWP", false)]
    public void Default_access_of_a_group_is_told_to_sharers(string mode, bool isTold) =>
        Assert.Equal(isTold, Desc(Group(Row(Team, Bob, mode)).Attached(Bob), Bob).DefaultAccess is not null);

    [Fact]
    public void Without_P_nobody_is_seen_to_be_online() =>
        Assert.False(Desc(Group(Row(Team, Bob, "JRW")).Attached(Alice, Bob), Bob).Online);

    [Fact]
    public void Recv_is_at_least_read()
    {
        var topic = Group(Row(Team, Bob, "JRW") with { ReadSeq = 3, RecvSeq = 1 }).Attached(Bob).WithMessages(4);
        Assert.Equal((3, 3), (Desc(topic, Bob).ReadSeq, Desc(topic, Bob).RecvSeq));
    }

    [Fact]
    public void Clear_is_the_greater_of_own_and_everybodys()
    {
        var topic = Group(Row(Team, Bob, "JRW") with { DelId = 2 }).Attached(Bob);
        Assert.Equal(2, Desc(topic, Bob).DelId);
    }

    [Fact]
    public void What_has_not_changed_since_is_left_out()
    {
        var topic = GroupWithPublic();
        var old = Desc(topic, Alice, ims: After);
        Assert.Null(old.Created);
        Assert.NotNull(old.Updated);
        Assert.True(old.Public.IsNull);
        Assert.Equal("""{"fn":"team"}""", Desc(topic, Alice, ims: Before).Public.ToString());
        // Changed at that very moment is known already.
        Assert.True(Desc(topic, Alice, ims: Now).Public.IsNull);
    }

    [Fact]
    public void Me_shows_defaults_always_and_state_to_sessions_of_root()
    {
        var me = Me().Attached(Alice);
        Assert.NotNull(Desc(me, Alice).DefaultAccess);
        Assert.Null(Desc(me, Alice).State);
        Assert.Equal("ok", Desc(me, Alice, level: AuthLevel.Root).State);
        Assert.Equal("JPS", Desc(me, Alice).Access!.Mode);
        Assert.Equal(0, Desc(me, Alice).SubscriberCount);
    }

    [Fact]
    public void A_conversation_shows_the_other_user_as_it_is_now()
    {
        var rows = new RowsByHand();
        rows.UserRows.Add(User(Bob, """{"fn":"bob"}""") with { Trusted = Json("""{"staff":true}"""), LastSeen = Before, UserAgent = "phone" });
        var desc = Desc(Conversation().Attached(Alice), Alice, rows: rows);
        Assert.Equal("""{"fn":"bob"}""", desc.Public.ToString());
        Assert.Equal("""{"staff":true}""", desc.Trusted.ToString());
        Assert.Equal(new SeenPart(Before, "phone"), desc.Seen);
        Assert.Null(desc.DefaultAccess);
        Assert.False(desc.Online);
    }

    [Fact]
    public void Who_has_muted_a_conversation_does_not_see_when_the_other_was_there()
    {
        var rows = new RowsByHand();
        rows.UserRows.Add(User(Bob) with { LastSeen = Before });
        Assert.Null(Desc(Conversation(alice: "JRWA").Attached(Alice), Alice, rows: rows).Seen);
    }

    [Fact]
    public void A_change_of_the_other_user_is_news_of_a_conversation()
    {
        var rows = new RowsByHand();
        rows.UserRows.Add(User(Bob, "1") with { Updated = After });
        var desc = Desc(Conversation().Attached(Alice), Alice, ims: Now, rows: rows);
        Assert.Equal(After, desc.Updated);
        Assert.Equal("1", desc.Public.ToString());
    }

    [Fact]
    public void Fnd_shows_the_query_of_this_session_only()
    {
        var desc = Desc(Search("flowers", stored: "\"x\""), Alice);
        Assert.Equal("\"flowers\"", desc.Public.ToString());
        Assert.Equal("\"x\"", desc.Private.ToString());
        Assert.Equal(new DefaultAccessPart("N", "N"), desc.DefaultAccess);
        Assert.True(Desc(Search(), Alice).Public.IsNull);
        Assert.Null(Desc(Search().Plan(p => p.Write(new PutSubscription(Row(TopicName.Find(Alice), Alice, "JR", "JPS")))), Alice).DefaultAccess);
    }

    [Fact]
    public void Own_notes_show_their_defaults_to_their_owner()
    {
        var desc = Desc(OwnNotes().WithMessages(1), Alice);
        Assert.Equal(new DefaultAccessPart("JRWDO", "N"), desc.DefaultAccess);
        Assert.Equal(1, desc.Seq);
        Assert.False(desc.Online);
    }

    [Fact]
    public void A_channel_reader_sees_its_own_subscription()
    {
        var topic = Group(isChannel: true).WithReader(Carol).WithMessages(1);
        var plan = new GetDescHandler().Run(topic, topic.Get(Carol, address: Team.ChannelAddress));
        Assert.Equal(Team.ChannelAddress, plan.Meta().Topic);
        Assert.Equal("JRP", plan.Meta().Desc!.Access!.Mode);
        Assert.True(plan.Meta().Desc!.IsChannel);
        Assert.Null(plan.Meta().Desc!.DefaultAccess);
    }

    [Fact]
    public void A_group_that_was_just_made_is_named_by_its_real_name()
    {
        var topic = Group().Attached(Alice);
        var request = Ask(Alice, "new1", new SubPacket { Id = "1", Get = new GetQuery { What = "desc" } });
        Assert.Equal(Team.Value, new GetDescHandler().Run(topic, request).Meta().Topic);
    }

    private static TopicState GroupWithPublic()
    {
        var row = new StoredTopic { Name = Team, Created = Now, Updated = Now, Touched = Now, Owner = Alice, Public = Json("""{"fn":"team"}""") };
        return new TopicState(row, [Row(Team, Alice, "JRWPASDO")]).Attached(Alice);
    }
}
