using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Effects;
using Parley.Topics.Remove;
using Parley.Topics.Subscribe;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Subscribe;

public sealed class AttachHandlerTests
{
    private static readonly TopicName Talk = TopicName.P2P(Alice, Bob);

    private static TopicPlan Attach(
        TopicState topic, UserId user, SetQuery? set = null, string? address = null, RowsByHand? rows = null, AuthLevel level = AuthLevel.Authenticated) =>
        new AttachHandler(Options).Run(
            topic, Ask(user, address ?? topic.AddressFor(user), new SubPacket { Id = "1", Set = set }, level),
            rows ?? new RowsByHand { UserRows = { User(Alice), User(Bob) } });

    private static SetQuery Mode(string? mode, string? user = null) => new() { Sub = new SubPart(user, mode) };

    private static bool Attaches(TopicPlan plan) => plan.Changes.OfType<LiveChange.Attached>().Any();

    [Fact]
    public void Refusals_come_in_the_order_of_the_reference()
    {
        var withUser = Mode(null, Bob.ToString());
        Assert.Equal(304, Attach(Group().Attached(Alice), Alice, withUser).Code());
        Assert.Equal("topic not found", Attach(new TopicState(Team), Alice, withUser).Ctrl()!.Code.Text);
        Assert.Equal("not found", Attach(Group(), Bob, withUser, Team.ChannelAddress).Ctrl()!.Code.Text);
        Assert.Equal(400, Attach(Group(), Bob, withUser).Code());
        Assert.Equal(400, Attach(new TopicState(Team), Alice, withUser, "new1").Code());
    }

    [Fact]
    public void A_member_attaches_and_is_told_nothing_of_its_access()
    {
        var plan = Attach(Group(Row(Team, Bob, "JRWPS")), Bob);
        Assert.Equal((200, true, 0), (plan.Code(), plan.Ctrl()!.Params.IsNull, plan.Writes.Count));
        Assert.True(Attaches(plan));
    }

    [Fact]
    public void Who_gives_up_J_while_attaching_succeeds_and_is_not_attached()
    {
        var plan = Attach(Group(Row(Team, Bob, "JRWPS")), Bob, Mode("RW"));
        Assert.Equal((200, false), (plan.Code(), Attaches(plan)));
    }

    [Fact]
    public void Who_is_banned_is_refused_but_its_wish_is_stored()
    {
        var plan = Attach(Group(Row(Team, Bob, "JRWPS", "RWPS")), Bob, Mode("JRW"));
        Assert.Equal((403, "JRW"), (plan.Code(), plan.Write<PutSubscription>().Row.Want.ToString()));
        Assert.False(Attaches(plan));
    }

    [Fact]
    public void The_topic_of_the_server_is_for_root_alone()
    {
        var sys = new TopicState(new StoredTopic { Name = TopicName.System, Created = Now, Updated = Now, Touched = Now }, []);
        Assert.Equal(403, Attach(sys, Bob).Code());
        var row = Attach(sys, Bob, Mode("P"), level: AuthLevel.Root).Write<PutSubscription>().Row;
        Assert.Equal(("JWP", "JRWPD"), (row.Want.ToString(), row.Given.ToString()));
    }

    [Fact]
    public void A_reader_who_comes_back_keeps_its_marks_and_its_private_part()
    {
        var stored = Row(Team, Carol, "JR", "JRP", isReader: true) with { ReadSeq = 3, RecvSeq = 4, Private = Json("1"), Updated = Before };
        var topic = Group(isChannel: true).WithMessages(5);
        topic.Apply(Attach(topic, Carol, address: Team.ChannelAddress, rows: new RowsByHand { SubscriptionRows = { stored } }));
        Assert.Equal((3, 4, "1", "JR"), (topic.Readers[Carol].ReadSeq, topic.Readers[Carol].RecvSeq, topic.Readers[Carol].Private.ToString(),
            topic.Readers[Carol].Want.ToString()));
    }

    [Fact]
    public void A_new_conversation_gives_each_what_the_other_one_grants()
    {
        var rows = new RowsByHand { UserRows = { User(Alice), User(Bob) with { Access = new DefaultAccess(AccessMode.Parse("JRWPAS"), AccessMode.None) } } };
        var set = new SetQuery { Sub = new SubPart(null, "JRP"), Desc = new DescPart { Private = Json("1"), DefaultAccess = new DefaultAccessPart("JRW", "N") } };
        var written = Attach(new TopicState(Talk), Alice, set, rows: rows).Writes.OfType<PutSubscription>().Select(w => w.Row).ToArray();
        Assert.Equal(("JRPA", "JRWPAS", "1"), (written[0].Want.ToString(), written[0].Given.ToString(), written[0].Private.ToString()));
        Assert.Equal(("JRWPA", "JRWA", true), (written[1].Want.ToString(), written[1].Given.ToString(), written[1].Private.IsNull));
    }

    [Fact]
    public void Who_grants_others_nothing_can_begin_a_conversation_all_the_same()
    {
        var rows = new RowsByHand { UserRows = { User(Alice) with { Access = default }, User(Bob) } };
        var plan = Attach(new TopicState(Talk), Alice, rows: rows);
        Assert.Equal("""{"acs":{"want":"JRWPASD","given":"JRWPASD","mode":"JRWPASD"}}""", plan.Params());
        Assert.True(Attaches(plan));
        Assert.Equal("A", plan.Writes.OfType<PutSubscription>().Single(w => w.Row.Key.User == Bob).Row.Given.ToString());
    }

    [Theory]
    [InlineData(null, "JRWDO", "JRWDO")]
    [InlineData("JRWPASDO", "JRWPASDO", "JRWPASDO")]
    [InlineData("JRO", "JRO", "JRWDO")]
    public void Own_notes_begin_with_the_mode_that_their_owner_asks_for(string? mode, string want, string given)
    {
        var row = Attach(new TopicState(TopicName.Self(Alice)), Alice, Mode(mode)).Write<PutSubscription>().Row;
        Assert.Equal((want, given), (row.Want.ToString(), row.Given.ToString()));
    }

    [Fact]
    public void A_reader_who_has_blocked_the_channel_comes_back_by_a_plain_request()
    {
        var stored = Row(Team, Carol, "N", "JRP", isReader: true);
        var plan = Attach(Group(isChannel: true), Carol, address: Team.ChannelAddress, rows: new RowsByHand { SubscriptionRows = { stored } });
        Assert.Equal("""{"acs":{"want":"JRP","given":"JRP","mode":"JRP"}}""", plan.Params());
        Assert.True(Attaches(plan));
    }

    [Fact]
    public void A_reader_who_wants_less_than_readers_may_is_told_to_sharers_in_the_group_only()
    {
        var plan = Attach(Group(isChannel: true).Attached(Alice), Carol, Mode("JR"), Team.ChannelAddress);
        var told = Assert.IsType<PresPacket>(Assert.Single(plan.Broadcasts(), b => b.Audience.ExcludeUser == Carol).Packets.Default);
        Assert.Equal(new AccessPart("-P", null), told.Access);
        Assert.DoesNotContain(plan.Notices(), n => n.For(Alice) is not null);
    }

    [Fact]
    public void With_who_is_not_there_no_conversation_begins()
    {
        Assert.Equal("user not found", Attach(new TopicState(Talk), Alice, rows: new RowsByHand { UserRows = { User(Alice) } }).Ctrl()!.Code.Text);
        var deleted = new RowsByHand { UserRows = { User(Alice), User(Bob) with { State = ObjectState.Deleted } } };
        Assert.Equal(404, Attach(new TopicState(Talk), Alice, rows: deleted).Code());
    }

    [Fact]
    public void A_peer_who_grants_nothing_finds_the_conversation_that_was_refused()
    {
        var rows = new RowsByHand { UserRows = { User(Alice), User(Bob) with { Access = default } } };
        var plan = Attach(new TopicState(Talk), Alice, rows: rows);
        Assert.Equal((403, 3), (plan.Code(), plan.Writes.Count));
        Assert.Empty(plan.Notices());
    }

    [Fact]
    public void Coming_back_to_a_conversation_does_not_lift_a_ban()
    {
        var left = Row(Talk, Alice, "JRWPA", "RWPA") with { Deleted = Now };
        var talk = new TopicState(new StoredTopic { Name = Talk, Created = Now, Updated = Now, Touched = Now }, [left, Row(Talk, Bob, "JRWPA")]);
        var plan = Attach(talk, Alice);
        Assert.Equal((403, "RWPAS"), (plan.Code(), plan.Write<PutSubscription>().Row.Given.ToString()));
    }

    [Fact]
    public void Who_comes_back_while_a_conversation_goes_on_gets_back_what_it_had()
    {
        var talk = Conversation("JRWPAD", "JRWPA").Attached(Alice);
        talk.Apply(new DelTopicHandler().Run(talk, Ask(Bob, Alice.ToString(), new DelPacket { Id = "1", What = DelWhat.Topic })));
        talk.Plan(plan => plan.Change(new LiveChange.Detached(SessionOf(Alice))));
        var plan = Attach(talk, Bob);
        Assert.Equal("""{"acs":{"want":"JRWPA","given":"JRWPA","mode":"JRWPA"}}""", plan.Params());
        Assert.Equal(Bob.ToString(), ((PresPacket)plan.Notices()[0].For(Alice)!).Target);
    }

    [Fact]
    public void Who_has_stayed_does_not_bring_the_other_one_back_while_the_conversation_goes_on()
    {
        var talk = Conversation().Attached(Alice, Bob);
        talk.Apply(new DelTopicHandler().Run(talk, Ask(Bob, Alice.ToString(), new DelPacket { Id = "1", What = DelWhat.Topic })));
        talk.Plan(plan => plan.Change(new LiveChange.Detached(SessionOf(Alice))));
        Assert.Empty(Attach(talk, Alice).Writes);
        Assert.False(talk.Member(Bob)!.IsLive);
    }

    [Fact]
    public void Who_has_stayed_in_a_conversation_brings_the_other_one_back_and_goes_on_as_ever()
    {
        var left = Row(Talk, Bob, "JRWPA") with { Deleted = Now };
        var talk = new TopicState(new StoredTopic { Name = Talk, Created = Now, Updated = Now, Touched = Now }, [Row(Talk, Alice, "JRWPAD"), left]);
        var plan = Attach(talk, Alice, Mode("JRP"));
        Assert.Equal([(Bob, "JRWPA"), (Alice, "JRWPAD")], plan.Writes.OfType<PutSubscription>().Select(w => (w.Row.Key.User, w.Row.Given.ToString())));
        Assert.Equal("""{"acs":{"want":"JRPA","given":"JRWPAD","mode":"JRPA"}}""", plan.Params());
        talk.Apply(plan);
        Assert.True(talk.Member(Bob)!.IsLive);
    }
}
