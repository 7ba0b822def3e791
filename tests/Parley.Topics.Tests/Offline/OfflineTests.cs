using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Offline;
using Parley.Topics.Presence;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Offline;

public sealed class OfflineTests
{
    private static RowsByHand Rows(params StoredSubscription[] rows)
    {
        var result = new RowsByHand { UserRows = { User(Alice, "\"alice\""), User(Bob, "\"bob\"") } };
        result.SubscriptionRows.AddRange(rows);
        return result;
    }

    private static TopicPlan Desc(TopicState topic, UserId user, RowsByHand? rows = null, string? address = null, AuthLevel level = AuthLevel.Authenticated) =>
        new GetDescOffline().Run(topic, topic.Get(user, address: address, level: level), rows ?? Rows());

    private static TopicPlan Sub(TopicState topic, UserId user, RowsByHand rows, GetOptions? options = null) =>
        new GetSubOffline().Run(topic, topic.Get(user, new GetQuery { Sub = options }), rows);

    private static TopicPlan Set(TopicState topic, UserId user, string? own = null, SubPart? sub = null, RowsByHand? rows = null, string? address = null) =>
        new SetSubOffline(Options).Run(topic, topic.Set(user, new SetQuery { Desc = new DescPart { Private = Json(own) }, Sub = sub }, address), rows);

    [Fact]
    public void A_stranger_sees_what_a_group_would_give_it()
    {
        var desc = Desc(Group(Row(Team, Bob, "JRW")).WithMessages(3), Carol).Meta().Desc!;
        Assert.Equal(new AccessPart(null, null, "JRWPS"), desc.Access);
        Assert.Equal((0, null, null), (desc.Seq, desc.Touched, desc.DefaultAccess));
        Assert.Equal(new AccessPart(null, null, "N"), Desc(Group(), Carol, level: AuthLevel.Anonymous).Meta().Desc!.Access);
    }

    [Fact]
    public void A_member_sees_its_access_and_private_part_and_nobody_the_defaults()
    {
        var topic = Group(Row(Team, Bob, "JRW", "JRWP") with { Private = Json("1") });
        var desc = Desc(topic, Bob).Meta().Desc!;
        Assert.Equal(new AccessPart("JRW", "JRWP", "JRW"), desc.Access);
        Assert.Equal("1", desc.Private.ToString());
        Assert.Null(desc.DefaultAccess);
        Assert.Null(Desc(topic, Alice).Meta().Desc!.DefaultAccess);
    }

    [Fact]
    public void A_channel_reader_sees_its_own_subscription()
    {
        var rows = Rows(Row(Team, Carol, "JRP", isReader: true) with { Private = Json("1") });
        var desc = Desc(Group(isChannel: true), Carol, rows, Team.ChannelAddress).Meta().Desc!;
        Assert.Equal(("JRP", true, "1"), (desc.Access!.Want, desc.IsChannel, desc.Private.ToString()));
    }

    [Fact]
    public void Another_user_is_seen_before_a_conversation_has_begun()
    {
        var none = new TopicState(TopicName.P2P(Alice, Bob));
        var desc = Desc(none, Alice).Meta().Desc!;
        Assert.Equal(new AccessPart(null, null, "JRWPASD"), desc.Access);
        Assert.Equal("\"bob\"", desc.Public.ToString());
        Assert.Null(desc.State);
        Assert.Equal("ok", Desc(none, Alice, level: AuthLevel.Root).Meta().Desc!.State);
        Assert.Equal("JRWPAD", Desc(Conversation(), Alice).Meta().Desc!.Access!.Mode);
    }

    [Fact]
    public void What_is_not_there_is_not_found()
    {
        Assert.Equal(("topic not found", 404), (Desc(new TopicState(Team), Alice).Ctrl()!.Code.Text, Desc(new TopicState(Team), Alice).Code()));
        Assert.Equal("user not found", Desc(Conversation(), Alice, new RowsByHand()).Ctrl()!.Code.Text);
        var deleted = new RowsByHand { UserRows = { User(Bob) with { State = ObjectState.Deleted } } };
        Assert.Equal("user not found", Desc(Conversation(), Alice, deleted).Ctrl()!.Code.Text);
    }

    [Fact]
    public void Searches_and_own_notes_are_not_described_from_outside()
    {
        Assert.Equal(400, Desc(Search(), Alice).Code());
        Assert.Equal(400, Desc(OwnNotes(), Alice).Code());
        Assert.Equal("\"alice\"", Desc(Me(), Alice).Meta().Desc!.Public.ToString());
    }

    [Fact]
    public void Only_the_own_subscription_is_listed()
    {
        var topic = Group();
        var row = Row(Team, Bob, "JRW") with { ReadSeq = 2, RecvSeq = 3, DelId = 1, Private = Json("1") };
        var entry = Assert.Single(Sub(topic, Bob, Rows(row)).Meta().Sub!);
        Assert.Equal((Bob.ToString(), 2, 3, 1, "1"), (entry.User, entry.ReadSeq, entry.RecvSeq, entry.DelId, entry.Private.ToString()));
        Assert.Equal(0, Sub(topic, Bob, Rows(row with { Want = AccessMode.Parse("RW") })).Meta().Sub![0].ReadSeq);
        Assert.Equal(new TopicSub { Deleted = Now }, Sub(topic, Bob, Rows(row with { Deleted = Now })).Meta().Sub![0]);
        Assert.Equal("not found", Sub(topic, Carol, Rows(row)).Ctrl()!.Code.Text);
        Assert.Equal(403, Sub(topic, Bob, Rows(row), new GetOptions { User = Alice.ToString() }).Code());
        Assert.NotNull(Sub(topic, Bob, Rows(row), new GetOptions { User = Bob.ToString() }).Meta().Sub);
    }

    [Fact]
    public void Own_notes_are_listed_with_more_than_they_give()
    {
        var row = Row(TopicName.Self(Alice), Alice, "JRWDO");
        Assert.Equal(new AccessPart("JRWDO", "JRWPASDO", "JRWDO"), Sub(OwnNotes(), Alice, Rows(row)).Meta().Sub![0].Access);
    }

    [Fact]
    public void A_stored_search_is_not_listed()
    {
        var row = Row(TopicName.Find(Alice), Alice, "JPS") with { Private = Json("1") };
        Assert.True(Sub(Search(), Alice, Rows(row)).Meta().Sub![0].Private.IsNull);
    }

    [Fact]
    public void The_private_part_is_merged_and_cleared()
    {
        var topic = Group(Row(Team, Bob, "JRWPS"));
        var plan = Set(topic, Bob, """{"comment":"one"}""");
        Assert.Equal((200, true), (plan.Code(), plan.Ctrl()!.Params.IsNull));
        topic.Apply(plan);
        topic.Apply(Set(topic, Bob, """{"more":"two"}"""));
        Assert.Equal("""{"comment":"one","more":"two"}""", topic.Member(Bob)!.Private.ToString());
        topic.Apply(Set(topic, Bob, "\"␡\""));
        Assert.True(topic.Member(Bob)!.Private.IsNull);
        Assert.Empty(plan.Notices());
    }

    [Fact]
    public void A_mode_changes_in_memory_as_well_and_is_told()
    {
        var topic = Group(Row(Team, Bob, "JRWPS"));
        var plan = Set(topic, Bob, sub: new SubPart(null, "JR"));
        Assert.Equal("""{"acs":{"want":"JR","given":"JRWPS","mode":"JR"}}""", plan.Params());
        Assert.Equal(AccessMode.Parse("JR"), Assert.Single(plan.Deliveries().OfType<Delivery.ModeChanged>()).Mode);
        topic.Apply(plan);
        Assert.Equal(AccessMode.Parse("JR"), topic.ModeOf(Bob));
        Assert.Equal(304, Set(topic, Bob, sub: new SubPart(null, "JR")).Code());
    }

    [Fact]
    public void Who_gives_up_P_from_outside_stops_to_follow_the_topic()
    {
        var topic = Group(Row(Team, Bob, "JRWPS"));
        var told = Assert.Single(Set(topic, Bob, sub: new SubPart(null, "JRWS")).Routes());
        Assert.Equal(TopicName.Me(Bob), told.Target);
        Assert.Equal((NoticeWhat.Off, NoticeCommand.Disable), (told.Notice.What, told.Notice.Command));
    }

    [Fact]
    public void Who_follows_a_conversation_again_asks_whether_the_other_one_is_online()
    {
        var topic = Conversation(bob: "JRWPAD");
        topic.Apply(Set(topic, Bob, sub: new SubPart(null, "JRWA")));
        var told = Set(topic, Bob, sub: new SubPart(null, "JRWPA")).Routes().ToArray();
        Assert.Contains(told, r => r.Target == TopicName.Me(Bob) && r.Notice is { What: NoticeWhat.Nothing, Command: NoticeCommand.Enable });
        Assert.Contains(told, r => r.Target == TopicName.Me(Alice) && r.Notice is { What: NoticeWhat.Ask, WantsReply: true });
    }

    [Fact]
    public void What_may_not_be_changed_from_outside_is_refused()
    {
        var topic = Group(Row(Team, Bob, "JRWPS"));
        Assert.Equal(304, Set(topic, Bob).Code());
        Assert.Equal(400, Set(topic, Bob, sub: new SubPart(null, "xyz")).Code());
        Assert.Equal(403, Set(topic, Bob, sub: new SubPart(null, "JRWPASDO")).Code());
        Assert.Equal(403, Set(topic, Alice, sub: new SubPart(null, "JRWPASD")).Code());
        Assert.Equal(403, Set(topic, Bob, sub: new SubPart(Alice.ToString(), "JR")).Code());
        Assert.Equal(200, Set(topic, Bob, sub: new SubPart(Bob.ToString(), "JR")).Code());
        Assert.Equal("not found", Set(topic, Carol, "1").Ctrl()!.Code.Text);
    }

    [Fact]
    public void In_a_conversation_A_stays() =>
        Assert.Equal(AccessMode.Parse("JRA"), Set(Conversation(), Alice, sub: new SubPart(null, "JRSO".Replace("O", "", StringComparison.Ordinal))).Write<PutSubscription>().Row.Want);

    [Fact]
    public void A_channel_reader_changes_its_row_without_being_remembered()
    {
        var topic = Group(isChannel: true);
        var rows = Rows(Row(Team, Carol, "JRP", isReader: true) with { Updated = Before });
        var plan = Set(topic, Carol, sub: new SubPart(null, "JRW"), rows: rows, address: Team.ChannelAddress);
        Assert.Equal(("JR", true), (plan.Write<PutSubscription>().Row.Want.ToString(), plan.Write<PutSubscription>().Row.Key.IsReader));
        topic.Apply(plan);
        Assert.Empty(topic.Readers);
    }
}
