using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Writes;
using Parley.Topics.Desc;
using Parley.Topics.Effects;
using Parley.Topics.Presence;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Desc;

public sealed class SetDescHandlerTests
{
    private static TopicPlan Set(
        TopicState topic, UserId user, string? open = null, string? own = null, string? trusted = null, DefaultAccessPart? access = null,
        AuthLevel level = AuthLevel.Authenticated, string? address = null)
    {
        var desc = new DescPart { Public = Json(open), Private = Json(own), Trusted = Json(trusted), DefaultAccess = access };
        return new SetDescHandler(Options).Run(topic, topic.Set(user, new SetQuery { Desc = desc }, address, level));
    }

    [Fact]
    public void On_me_public_is_stored_before_private_and_own_other_sessions_are_told_once()
    {
        var plan = Set(Me().Attached(Alice), Alice, open: "\"new\"", own: "\"mine\"");
        Assert.Collection(
            plan.Writes,
            w => Assert.Equal("\"new\"", Assert.IsType<UpdateUser>(w).Public!.Value.ToString()),
            w => Assert.Equal("\"mine\"", Assert.IsType<PutSubscription>(w).Row.Private.ToString()));
        Assert.Equal(200, plan.Code());
        var notice = Assert.Single(plan.Notices());
        Assert.Equal(SessionOf(Alice), notice.SkipSession);
        var told = Assert.IsType<PresPacket>(notice.For(Alice));
        Assert.Equal(("me", "me", PresWhat.Updated), (told.Topic, told.Source, told.What));
        Assert.True(plan.RepliesLast());
    }

    [Fact]
    public void The_stored_row_gets_the_next_version()
    {
        var topic = Group().Attached(Alice);
        var plan = Set(topic, Alice, open: "1", own: "1");
        Assert.Equal(topic.Version, plan.Write<UpdateTopic>().Version);
        Assert.Equal(topic.Member(Alice)!.Row.Version + 1, plan.Write<PutSubscription>().Row.Version);
    }

    [Fact]
    public void Contacts_that_are_online_hear_of_a_new_description()
    {
        var me = Me(new Contact(Bob.ToString(), true, true), new Contact(Carol.ToString(), true, false), new Contact(Team.Value, true, true)).Attached(Alice);
        var plan = Set(me, Alice, open: "\"x\"");
        var told = Assert.IsType<PresPacket>(plan.Notices()[0].For(Bob));
        Assert.Equal(("me", Alice.ToString(), PresWhat.Updated), (told.Topic, told.Source, told.What));
        Assert.DoesNotContain(plan.Notices(), n => n.For(Carol) is not null);
        var route = Assert.Single(plan.Routes());
        Assert.Equal((Team, NoticeWhat.Updated, Alice.ToString()), (route.Target, route.Notice.What, route.Notice.Source));
    }

    [Fact]
    public void Contacts_do_not_hear_of_a_private_change()
    {
        var plan = Set(Me(new Contact(Bob.ToString(), true, true)).Attached(Alice), Alice, own: "1");
        Assert.Null(Assert.Single(plan.Notices()).For(Bob));
        Assert.Empty(plan.Routes());
    }

    [Fact]
    public void Members_with_J_hear_of_a_new_description_of_a_group_on_me()
    {
        var topic = Group(isChannel: true, Row(Team, Bob, "J"), Row(Team, new UserId(4), "RWPS")).Attached(Alice).WithReader(Carol);
        var plan = Set(topic, Alice, open: "\"x\"");
        var notice = Assert.Single(plan.Notices());
        Assert.Null(notice.UnlessAttachedTo);
        Assert.Equal(SessionOf(Alice), notice.SkipSession);
        Assert.Equal(Team.Value, ((PresPacket)notice.For(Bob)!).Source);
        Assert.Equal(Team.Value, ((PresPacket)notice.For(Alice)!).Source);
        Assert.Equal(Team.ChannelAddress, ((PresPacket)notice.For(Carol)!).Source);
        Assert.Null(notice.For(new UserId(4)));
        Assert.Empty(plan.Broadcasts());
    }

    [Fact]
    public void Only_root_sets_trusted()
    {
        Assert.Equal(403, Set(Group().Attached(Alice), Alice, trusted: "1").Code());
        Assert.Equal(403, Set(Me().Attached(Alice), Alice, open: "1", trusted: "1").Code());
        var plan = Set(Group().Attached(Alice), Alice, trusted: """{"staff":true}""", level: AuthLevel.Root);
        Assert.Equal("""{"staff":true}""", plan.Write<UpdateTopic>().Trusted!.Value.ToString());
    }

    [Fact]
    public void A_member_changes_its_private_part_only()
    {
        var topic = Group(Row(Team, Bob, "JRWPS")).Attached(Bob);
        Assert.Equal(403, Set(topic, Bob, open: "1").Code());
        Assert.Equal(403, Set(topic, Bob, open: "1", own: "1").Code());
        Assert.Equal(403, Set(topic, Bob, access: new DefaultAccessPart(null, null)).Code());
        Assert.Equal(200, Set(topic, Bob, own: "1").Code());
    }

    [Fact]
    public void A_channel_reader_keeps_its_private_part_in_its_own_row()
    {
        var topic = Group(isChannel: true).WithReader(Carol);
        var plan = Set(topic, Carol, own: "1", address: Team.ChannelAddress);
        Assert.True(plan.Write<PutSubscription>().Row.Key.IsReader);
        Assert.Equal(Team.ChannelAddress, ((PresPacket)Assert.Single(plan.Notices()).For(Carol)!).Source);
    }

    [Fact]
    public void In_a_conversation_only_the_private_part_can_be_set()
    {
        var topic = Conversation().Attached(Alice);
        Assert.Equal(403, Set(topic, Alice, open: "1").Code());
        Assert.Equal(403, Set(topic, Alice, access: new DefaultAccessPart("JR", null)).Code());
        var plan = Set(topic, Alice, own: """{"comment":"x"}""");
        Assert.Equal(200, plan.Code());
        Assert.Equal(Bob.ToString(), ((PresPacket)Assert.Single(plan.Notices()).For(Alice)!).Source);
    }

    [Fact]
    public void Own_notes_ignore_what_they_do_not_have()
    {
        Assert.Equal(304, Set(OwnNotes(), Alice, open: "1", access: new DefaultAccessPart("JR", null)).Code());
        Assert.Equal("slf", ((PresPacket)Set(OwnNotes(), Alice, own: "1").Notices()[0].For(Alice)!).Source);
    }

    [Fact]
    public void Nothing_sent_is_not_modified()
    {
        Assert.Equal(304, Set(Me().Attached(Alice), Alice).Code());
        Assert.Equal(304, Set(Group().Attached(Alice), Alice, open: "{}").Code());
    }

    [Theory]
    [InlineData("JRW", null, "JRWA", "N")]
    [InlineData("N", null, "N", "N")]
    [InlineData("JRWPASD", null, "JRWPAS", "N")]
    [InlineData("JX", "JR", "JRWPASD", "JRA")]
    public void Default_access_of_a_user_is_limited_and_keeps_A(string? auth, string? anon, string newAuth, string newAnon)
    {
        var me = new TopicState(TopicName.Me(Alice), User(Alice), Row(TopicName.Me(Alice), Alice, "JPS")).Attached(Alice);
        var plan = Set(me, Alice, access: new DefaultAccessPart(auth, anon));
        me.Apply(plan);
        Assert.Equal(new DefaultAccess(AccessMode.Parse(newAuth), AccessMode.Parse(newAnon)), me.Access);
        Assert.Equal(200, plan.Code());
        Assert.Null(plan.Write<UpdateUser>().Updated);
        Assert.Empty(plan.Notices());
    }

    [Theory]
    [InlineData("xyz", null)]
    [InlineData("xyz", "")]
    [InlineData("JR", "xyz")]
    [InlineData("JRWPASDO", null)]
    [InlineData(null, "JRO")]
    public void Default_access_that_cannot_be_read_or_gives_ownership_is_malformed(string? auth, string? anon)
    {
        Assert.Equal(400, Set(Me().Attached(Alice), Alice, access: new DefaultAccessPart(auth, anon)).Code());
        Assert.Equal(400, Set(Group().Attached(Alice), Alice, access: new DefaultAccessPart(auth, anon)).Code());
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("JRWPS", "N")]
    public void Default_access_as_it_is_is_not_modified(string? auth, string? anon) =>
        Assert.Equal(304, Set(Group().Attached(Alice), Alice, access: new DefaultAccessPart(auth, anon)).Code());

    [Fact]
    public void A_query_belongs_to_its_session_and_nobody_is_told()
    {
        var plan = Set(Search(), Alice, open: "\"flowers\"");
        Assert.Equal(200, plan.Code());
        Assert.Empty(plan.Writes);
        Assert.Empty(plan.Notices());
        var set = Assert.IsType<LiveChange.QuerySet>(Assert.Single(plan.Changes));
        Assert.Equal((SessionOf(Alice), "\"flowers\""), (set.Session, set.Query.ToString()));
    }

    [Theory]
    [InlineData("\"\"", 200)]
    [InlineData("17", 200)]
    [InlineData("[\"x\"]", 200)]
    [InlineData("""{"query":"x"}""", 200)]
    [InlineData("\"\u2421\"", 200)]
    [InlineData("{}", 304)]
    [InlineData("null", 304)]
    public void A_query_may_have_any_type(string query, int code) => Assert.Equal(code, Set(Search(), Alice, open: query).Code());

    [Fact]
    public void A_stored_query_leaves_that_of_the_session_alone()
    {
        var plan = Set(Search("flowers"), Alice, own: "\"trees\"");
        Assert.Empty(plan.Changes);
        Assert.Equal("\"trees\"", plan.Write<PutSubscription>().Row.Private.ToString());
        Assert.Equal("fnd", ((PresPacket)Assert.Single(plan.Notices()).For(Alice)!).Source);
    }

    [Fact]
    public void On_fnd_even_root_sets_no_trusted_and_default_access_is_ignored()
    {
        Assert.Equal(403, Set(Search(), Alice, trusted: "1", level: AuthLevel.Root).Code());
        Assert.Equal(304, Set(Search(), Alice, access: new DefaultAccessPart("JRW", null)).Code());
    }

    [Fact]
    public void Pictures_are_tied_to_the_topic_that_shows_them()
    {
        var file = new UserId(77);
        var packet = new SetPacket
        {
            Query = new SetQuery { Desc = new DescPart { Public = Json("1") } },
            Extra = new ExtraPart([$"/v0/file/s/{file.Text}.jpg", "https://elsewhere/x.png"], null, null),
        };
        var plan = new SetDescHandler(Options).Run(Group().Attached(Alice), Ask(Alice, Team.Value, packet));
        Assert.Equal([file], plan.Write<LinkFiles>().Files);
    }

    [Theory]
    [InlineData(null, "\"\u2421\"", false, null)]
    [InlineData("1", "\"\u2421\"", true, null)]
    [InlineData("1", "1", true, "1")]
    [InlineData("""{"a":1}""", "[]", true, "[]")]
    [InlineData("""{"a":1}""", """{"a":1}""", true, """{"a":1}""")]
    [InlineData("""{"a":1}""", """{"a":null}""", false, """{"a":1}""")]
    [InlineData("""{"a":1}""", """{"a":{}}""", false, """{"a":1}""")]
    [InlineData("""{"a":1,"b":1}""", """{"a":{},"b":2}""", true, """{"a":{},"b":2}""")]
    [InlineData("""{"a":1}""", """{"a":"␡","b":{"c":[2]}}""", true, """{"b":{"c":[2]}}""")]
    [InlineData("{}", """{"a":"␡"}""", true, "{}")]
    [InlineData("""{"a":{"b":1}}""", """{"a":{"c":2}}""", true, """{"a":{"b":1,"c":2}}""")]
    [InlineData("\"text\"", """{"a":null}""", false, "\"text\"")]
    [InlineData("\"text\"", """{"a":1}""", true, """{"a":1}""")]
    [InlineData("\"text\"", "{}", false, "\"text\"")]
    public void What_is_sent_is_merged_into_what_is_stored(string? stored, string sent, bool isChanged, string? result)
    {
        var topic = Group().Attached(Alice);
        topic.Plan(p => p.Write(new UpdateTopic(Team, topic.Version) { Public = Json(stored) }));
        var plan = Set(topic, Alice, open: sent);
        Assert.Equal(isChanged ? 200 : 304, plan.Code());
        topic.Apply(plan);
        Assert.Equal(result ?? "", topic.Public.ToString());
    }
}
