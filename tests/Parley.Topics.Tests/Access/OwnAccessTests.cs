using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage.Writes;
using Parley.Topics.Access;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Access;

public sealed class OwnAccessTests
{
    private static TopicPlan Want(TopicState topic, UserId user, string? mode, string? address = null) =>
        new SetSubHandler(Options).Run(topic, topic.Set(user, new SetQuery { Sub = new SubPart(null, mode) }, address));

    private static TopicState Crowd(string want = "JRWPS", string? given = null) => Group(Row(Team, Bob, want, given)).Attached(Alice, Bob);

    [Theory]
    [InlineData("JRWPS", "JRWPS", "JR", "JR", "JRWPS")]
    [InlineData("JRWPS", "JRWPS", "JRWPA", "JRWPA", "JRWPS")] // More than is given may be wanted.
    [InlineData("JRWPA", "JRWPA", "JRWPASD", "JRWPASD", "JRWPAS")] // An admin gives itself all but deleting for everybody.
    [InlineData("JRWPAD", "JRWPAD", "JRWPASD", "JRWPASD", "JRWPASD")]
    [InlineData("JRWP", "JRWPA", "JRWPAS", "JRWPAS", "JRWPAS")] // Given A is enough.
    [InlineData("JRWPA", "JRWPA", "JRWPS", "JRWPS", "JRWPA")] // Who does not want A gets nothing by it.
    [InlineData("JRWPA", "JRWPS", "JRWPA", "JRWPA", "JRWPS")] // Who is not given A neither.
    public void What_is_wanted_and_given_after_a_request(string want, string given, string asked, string newWant, string newGiven)
    {
        var topic = Crowd(want, given);
        topic.Apply(Want(topic, Bob, asked));
        Assert.Equal((newWant, newGiven), (topic.Member(Bob)!.Want.ToString(), topic.Member(Bob)!.Given.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("JRWPS")]
    [InlineData("spwrj")]
    public void What_is_wanted_already_is_not_modified(string? mode)
    {
        var plan = Want(Crowd(), Bob, mode);
        Assert.Equal((304, 0, 0), (plan.Code(), plan.Writes.Count, plan.Broadcasts().Count));
    }

    [Theory]
    [InlineData("+R")]
    [InlineData("JN")]
    [InlineData("J R")]
    [InlineData("JRWPASDOX")]
    public void What_is_no_mode_is_malformed(string mode) => Assert.Equal(400, Want(Crowd(), Bob, mode).Code());

    [Fact]
    public void Ownership_cannot_be_asked_for() => Assert.Equal(403, Want(Crowd(), Bob, "JRWPSO").Code());

    [Theory]
    [InlineData("JRWPASD")]
    [InlineData("RWPASDO")]
    [InlineData("N")]
    public void The_owner_keeps_O_and_J(string mode) => Assert.Equal(403, Want(Crowd(), Alice, mode).Code());

    [Fact]
    public void Who_wants_no_J_is_sent_away_and_comes_back_by_a_plain_request()
    {
        var topic = Crowd();
        var plan = Want(topic, Bob, "N");
        Assert.Equal([205, 200], plan.Replies().OfType<CtrlPacket>().Select(c => c.Code.Number));
        topic.Apply(plan);
        Assert.False(topic.IsAttached(SessionOf(Bob)));
        Assert.True(topic.Member(Bob)!.IsLive);

        topic.Attached(Bob).Apply(Want(topic, Bob, null));
        Assert.Equal("JRWPS", topic.Member(Bob)!.Mode.ToString());
    }

    // What is told on me goes to sessions that are not attached here when it arrives: those that are sent away have been told here.
    [Fact]
    public void Who_is_sent_away_by_its_own_wish_is_detached_only_when_everything_is_told()
    {
        var kinds = Want(Crowd(), Bob, "N").Deliveries().ToList();
        Assert.True(kinds.FindLastIndex(d => d is Delivery.NotifyOnMe) < kinds.FindIndex(d => d is Delivery.Detach));
        Assert.True(kinds.FindIndex(d => d is Delivery.Reply { Packet: CtrlPacket { Code.Number: 205 } })
            < kinds.FindIndex(d => d is Delivery.Reply { Packet: CtrlPacket { Code.Number: 200 } }));
    }

    [Fact]
    public void Coming_back_does_not_take_an_ownership_that_was_offered()
    {
        var topic = Crowd("N", "JRWPASDO");
        topic.Apply(Want(topic, Bob, null));
        Assert.Equal("JRWPASD", topic.Member(Bob)!.Want.ToString());
        Assert.Equal(Alice, topic.Owner);
    }

    [Fact]
    public void Who_comes_back_to_its_own_topic_is_given_no_more_than_ever()
    {
        var me = new TopicState(TopicName.Me(Alice), User(Alice), Row(TopicName.Me(Alice), Alice, "N", "JPS")).Attached(Alice);
        Assert.Equal("""{"acs":{"want":"JRWPASD","given":"JPS","mode":"JPS"}}""", Want(me, Alice, null).Params());
    }

    [Fact]
    public void In_a_conversation_A_stays_and_S_and_O_do_not_come()
    {
        var talk = Conversation().Attached(Alice);
        Assert.Equal("""{"acs":{"want":"JRPA","given":"JRWPAD","mode":"JRPA"}}""", Want(talk, Alice, "JRPS").Params());
        Assert.Equal(403, Want(talk, Alice, "JRWPO").Code());
    }

    [Theory]
    [InlineData("JRWPASD", 304, "JRP")]
    [InlineData("JR", 200, "JR")]
    [InlineData("JP", 304, "JRP")] // A reader reads.
    [InlineData("JO", 403, "JRP")]
    [InlineData("N", 200, "N")]
    [InlineData("RP", 200, "RP")]
    public void A_reader_chooses_among_the_letters_of_readers(string mode, int code, string want)
    {
        var topic = Group(isChannel: true).WithReader(Carol);
        var plan = Want(topic, Carol, mode, Team.ChannelAddress);
        Assert.Equal(code, plan.Ctrl()!.Code.Number == 205 ? 200 : plan.Ctrl()!.Code.Number);
        Assert.Equal(want, plan.Writes.OfType<PutSubscription>().SingleOrDefault()?.Row.Want.ToString() ?? "JRP");
        Assert.All(plan.Writes.OfType<PutSubscription>(), w => Assert.True(w.Row.Key.IsReader));
    }

    [Fact]
    public void A_reader_who_blocks_the_channel_is_sent_away_under_its_name()
    {
        var plan = Want(Group(isChannel: true).WithReader(Carol), Carol, "N", Team.ChannelAddress);
        Assert.Equal((205, Team.ChannelAddress), (plan.Ctrl()!.Code.Number, plan.Ctrl()!.Topic));
    }

    [Fact]
    public void A_member_who_speaks_as_a_reader_is_shown_the_right_name()
    {
        var topic = Group(isChannel: true, Row(Team, Bob, "JRWPS")).Attached(Bob);
        var plan = Want(topic, Bob, "JR", Team.ChannelAddress);
        Assert.Equal((303, $$"""{"topic":"{{Team}}"}"""), (plan.Code(), plan.Params()));
    }

    [Fact]
    public void More_than_is_given_is_told_to_sharers_on_me()
    {
        var topic = Group(Row(Team, Bob, "JRWP"), Row(Team, Carol, "JRWP")).Attached(Bob);
        var notice = Want(topic, Bob, "JRWPA").Notices()[0];
        var told = Assert.IsType<PresPacket>(notice.For(Alice));
        Assert.Equal((Bob.ToString(), Bob.ToString(), Team.Value), (told.Target, told.Actor, told.Source));
        Assert.Null(notice.For(Carol));
        Assert.Equal(Team, notice.UnlessAttachedTo);
    }
}
