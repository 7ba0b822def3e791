using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Access;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Access;

public sealed class MemberAccessTests
{
    private static readonly UserId Dave = new(4);

    private static TopicPlan Give(TopicState topic, UserId actor, UserId target, string? mode = null, RowsByHand? rows = null) =>
        new SetSubHandler(Options).Run(
            topic, topic.Set(actor, new SetQuery { Sub = new SubPart(target.ToString(), mode) }),
            rows ?? new RowsByHand { UserRows = { User(Carol), User(Dave) } });

    private static TopicState Crowd(string bob = "JRWPS") => Group(Row(Team, Bob, bob)).Attached(Alice, Bob);

    [Theory]
    [InlineData("JRWP", null, 403)] // Who may not invite.
    [InlineData("JRWPS", null, 200)]
    [InlineData("JRWPS", "JRW", 403)] // Who may invite may not choose the access.
    [InlineData("JRWPA", "JRW", 200)]
    [InlineData("JRWPAS", "JRWPASDO", 403)] // Only the owner offers ownership.
    [InlineData("JRWPAS", "+R", 400)]
    [InlineData("JRWPAS", "JX", 400)]
    public void What_a_member_may_give_follows_from_its_mode(string actorMode, string? given, int code) =>
        Assert.Equal(code, Give(Crowd(actorMode), Bob, Carol, given).Code());

    [Fact]
    public void A_stranger_gives_nothing() => Assert.Equal(403, Give(Crowd().Attached(Dave), Dave, Carol).Code());

    [Fact]
    public void An_invited_user_is_given_the_defaults_and_J_and_wants_what_it_grants_itself()
    {
        var row = Give(Crowd(), Bob, Carol).Write<PutSubscription>().Row;
        Assert.Equal(("JRWPS", "JRWPS"), (row.Given.ToString(), row.Want.ToString()));
        Assert.Equal("JRWP", Give(Crowd("JRWPA"), Bob, Carol, "JRWP").Write<PutSubscription>().Row.Want.ToString());
    }

    [Fact]
    public void An_unknown_user_is_not_found_and_a_suspended_one_is_not_invited()
    {
        Assert.Equal("user not found", Give(Crowd(), Bob, new UserId(99)).Ctrl()!.Code.Text);
        var rows = new RowsByHand { UserRows = { User(Carol) with { State = ObjectState.Suspended } } };
        Assert.Equal(403, Give(Crowd(), Bob, Carol, rows: rows).Code());
    }

    [Fact]
    public void Who_has_blocked_the_group_is_not_invited_again()
    {
        var rows = new RowsByHand { UserRows = { User(Carol) }, SubscriptionRows = { Row(Team, Carol, "N", "JRWPS") with { Deleted = Now } } };
        Assert.Equal(403, Give(Crowd(), Bob, Carol, rows: rows).Code());
    }

    [Fact]
    public void A_full_group_takes_no_invitations()
    {
        var members = Enumerable.Range(10, 7).Select(i => Row(Team, new UserId((ulong)i), "JRWPS")).ToArray();
        Assert.Equal(422, Give(Group(members).Attached(Alice), Alice, Carol).Code());
    }

    [Fact]
    public void Attached_readers_count_as_subscribers_when_somebody_is_invited()
    {
        var members = Enumerable.Range(10, 6).Select(i => Row(Team, new UserId((ulong)i), "JRWPS")).ToArray();
        Assert.Equal(422, Give(Group(isChannel: true, members).Attached(Alice).WithReader(Dave), Alice, Carol).Code());
    }

    [Fact]
    public void Inviting_a_member_again_changes_nothing()
    {
        var plan = Give(Crowd(), Alice, Bob);
        Assert.Equal((304, 0), (plan.Code(), plan.Writes.Count));
        Assert.Equal(304, Give(Crowd(), Alice, Bob, "JRWPS").Code());
        Assert.Empty(Give(Crowd(), Alice, Bob).Broadcasts());
    }

    [Fact]
    public void A_change_is_told_to_the_member_to_sharers_and_to_the_requester()
    {
        var plan = Give(Crowd(), Alice, Bob, "JRWPA");
        Assert.Equal($$"""{"acs":{"want":"JRWPS","given":"JRWPA","mode":"JRWP"},"user":"{{Bob}}"}""", plan.Params());
        var own = plan.Broadcasts()[0];
        Assert.Equal((Bob, ReaderRule.Excluded), (own.Audience.OnlyUser, own.Audience.Readers));
        Assert.Equal(new AccessPart(null, "+A-S"), ((PresPacket)own.Packets.Default).Access);
        var sharers = plan.Broadcasts()[1];
        Assert.Equal((Bob, SessionOf(Alice)), (sharers.Audience.ExcludeUser, sharers.Audience.SkipSession));
        Assert.Equal(AccessMode.Parse("ASO"), sharers.Audience.NeedsAny);
        Assert.Equal(Alice.ToString(), ((PresPacket)sharers.Packets.Default).Actor);
    }

    [Fact]
    public void A_ban_evicts_and_keeps_the_subscription()
    {
        var topic = Crowd();
        var plan = Give(topic, Alice, Bob, "N");
        var evicted = Assert.Single(plan.Replies().OfType<CtrlPacket>(), c => c.Code.Number == 205);
        Assert.Equal("""{"unsub":false}""", evicted.Params.ToString());
        topic.Apply(plan);
        Assert.False(topic.IsAttached(SessionOf(Bob)));
        Assert.Equal(("JRWPS", "N", true), (topic.Member(Bob)!.Want.ToString(), topic.Member(Bob)!.Given.ToString(), topic.Member(Bob)!.IsLive));
    }

    [Fact]
    public void What_is_given_to_somebody_who_wants_nothing_is_told_to_sharers_on_me()
    {
        var topic = Group(Row(Team, Bob, "N", "JRWPS"), Row(Team, Carol, "JRWPS")).Attached(Alice);
        var notice = Give(topic, Alice, Bob, "JRW").Notices().Single(n => n.For(Carol) is not null);
        var told = Assert.IsType<PresPacket>(notice.For(Carol));
        Assert.Equal((Bob.ToString(), Alice.ToString(), Team.Value), (told.Target, told.Actor, told.Source));
        Assert.Null(((PresPacket)notice.For(Alice)!).Actor);
        Assert.Single(notice.Groups);
    }

    [Fact]
    public void Of_a_conversation_the_other_one_is_told_on_me_by_the_name_of_the_user()
    {
        var told = Assert.IsType<PresPacket>(Give(Conversation().Attached(Alice), Alice, Bob, "JR").Notices()[0].For(Alice));
        Assert.Equal((Bob.ToString(), Bob.ToString(), null), (told.Source, told.Target, told.Actor));
    }

    [Fact]
    public void An_admin_cannot_touch_the_owner()
    {
        Assert.Equal(403, Give(Crowd("JRWPAS"), Bob, Alice, "JRWPASD").Code());
        Assert.Equal(403, Give(Crowd("JRWPAS"), Bob, Alice, "N").Code());
    }

    [Fact]
    public void An_invitation_is_told_on_me_to_the_invited_user_only()
    {
        var notices = Give(Crowd(), Bob, Carol).Notices();
        Assert.Equal([Carol], notices.SelectMany(n => n.Groups).SelectMany(g => g.Users));
    }

    [Fact]
    public void An_invited_reader_becomes_a_member_and_is_told_on_me()
    {
        var topic = Group(isChannel: true).Attached(Alice).WithReader(Carol);
        var plan = Give(topic, Alice, Carol, "JRWP");
        Assert.Equal((false, "JRWP"), (plan.Write<PutSubscription>().Row.Key.IsReader, plan.Write<PutSubscription>().Row.Given.ToString()));
        Assert.Null(Assert.Single(plan.Notices()).UnlessAttachedTo);
        topic.Apply(plan);
        Assert.Equal("JRP", topic.Readers[Carol].Mode.ToString());
    }

    [Fact]
    public void In_a_conversation_only_the_other_user_can_be_named()
    {
        var talk = Conversation().Attached(Alice);
        Assert.Equal(403, Give(talk, Alice, Carol, "JRW").Code());
        Assert.Equal(404, Give(talk, Alice, new UserId(99)).Code());
        Assert.Equal("JRA", Give(talk, Alice, Bob, "JRS").Write<PutSubscription>().Row.Given.ToString());
    }

    [Fact]
    public void Who_has_left_a_conversation_gets_back_what_it_had_when_it_is_invited()
    {
        var talk = Conversation(bob: "JRWPA").Attached(Alice)
            .Plan(p => p.Write(new RemoveSubscription(new SubscriptionKey(TopicName.P2P(Alice, Bob), Bob), 2, Now)));
        var rows = new RowsByHand { UserRows = { User(Bob) } };
        Assert.Equal("JRWPA", Give(talk, Alice, Bob, rows: rows).Write<PutSubscription>().Row.Given.ToString());
    }

    [Fact]
    public void Nobody_is_invited_where_there_are_no_others()
    {
        Assert.Equal(403, Give(Me().Attached(Alice), Alice, Carol, "JPS").Code());
        Assert.Equal(403, Give(Search(), Alice, Carol).Code());
        Assert.Equal(403, Give(OwnNotes(), Alice, Carol).Code());
    }

    [Fact]
    public void In_a_suspended_group_nobody_is_invited()
    {
        var topic = Crowd().Plan(p => p.Change(new Effects.LiveChange.ReadOnly(true)));
        Assert.Equal(403, Give(topic, Alice, Carol).Code());
    }
}
