using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Topics.Access;
using Parley.Topics.Effects;
using Parley.Topics.Leave;
using Parley.Topics.Presence;
using Parley.Topics.Subscribe;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Presence;

public sealed class ArrivalTests
{
    private static readonly TopicOptions Crowds = Options with { CrowdSessionsMin = 2, CrowdSessionsMax = 4 };

    [Fact]
    public void Coming_online_is_one_notice_to_all_contacts()
    {
        var contacts = Enumerable.Range(10, 1000).Select(i => Row(TopicName.P2P(Alice, new UserId((ulong)i)), Alice, "JRWPA"));
        var plan = Enter("JPS", contacts);
        var wave = Assert.Single(plan.Effects.OfType<TopicEffect.RouteToTopics>());
        Assert.Equal(1000, wave.Targets.Count);
        Assert.Equal((NoticeWhat.On, true), (wave.Notice.What, wave.Notice.WantsReply));
    }

    [Fact]
    public void Who_has_no_P_on_me_comes_unseen_and_does_not_answer()
    {
        var me = new TopicState(TopicName.Me(Alice), Steps.User(Alice), Row(TopicName.Me(Alice), Alice, "JS"));
        var plan = Enter("JS", [Row(TopicName.P2P(Alice, Bob), Alice, "JRWPA")], me);
        me.Apply(plan);
        Assert.Empty(plan.Effects);
        var asked = PresenceExchange.Receive(me, new TopicNotice(TopicName.Me(Bob), Bob.ToString(), NoticeWhat.On, WantsReply: true));
        Assert.Empty(asked.Routes());
    }

    [Fact]
    public void In_a_small_group_who_comes_and_goes_is_told_at_once()
    {
        var topic = Group(Row(Team, Bob, "JRWP")).Plan(p => p.Change(new LiveChange.Announced(true)));
        Assert.Equal([PresWhat.On], Told(Come(topic, Bob)));
        Assert.Equal([PresWhat.Off], Told(Go(topic, Bob)));
    }

    [Fact]
    public void In_a_big_group_it_is_told_after_a_moment_and_not_at_all_if_it_was_both()
    {
        var topic = Group(Row(Team, Bob, "JRWP"), Row(Team, Carol, "JRWP")).Attached(Alice).Plan(p => p.Change(new LiveChange.Announced(true)));
        topic.Plan(p => p.Change(new LiveChange.Attached(new Attachment(SessionOf(Alice, 2), Alice, false, false, null))));
        var bob = Come(topic, Bob);
        Assert.Empty(Told(bob));
        Assert.Contains(new TopicEffect.ArmTimer(TimerKey.Arrivals, Crowds.CrowdDelay), bob.Effects);
        Assert.Empty(Told(Come(topic, Carol)));
        Assert.Empty(Told(Go(topic, Bob)));
        var told = CrowdNotices.OfTimer(topic, Crowds);
        var pres = (PresPacket)Assert.Single(told.Broadcasts()).Packets.Default;
        Assert.Equal((Carol.ToString(), PresWhat.On), (pres.Source, pres.What));
        topic.Apply(told);
        Assert.Empty(topic.Crowd);
    }

    [Fact]
    public void In_a_huge_group_nobody_is_told()
    {
        var topic = Group(Row(Team, Bob, "JRWP")).Plan(p => p.Change(new LiveChange.Announced(true)));
        for (var i = 1; i <= 5; i++)
            topic.Plan(p => p.Change(new LiveChange.Attached(new Attachment(SessionOf(Alice, i), Alice, false, false, null))));
        Assert.Empty(Come(topic, Bob).Effects);
        Assert.Empty(topic.Crowd);
    }

    [Fact]
    public void Who_sees_the_other_one_of_a_conversation_again_asks_whether_it_is_online()
    {
        var topic = Conversation(alice: "JRWA");
        var plan = new TopicPlan();
        var change = new ModeChange(Alice, Row(topic.Name, Alice, "JRWA"), Row(topic.Name, Alice, "JRWPA"), IsReader: false);
        ModeChangeNotices.AfterReply(topic, plan, change, Alice, SessionOf(Alice));
        Assert.Equal(
            [(TopicName.Me(Alice), NoticeWhat.Nothing, NoticeCommand.Enable), (TopicName.Me(Bob), NoticeWhat.Ask, NoticeCommand.None)],
            plan.Routes().Select(r => (r.Target, r.Notice.What, r.Notice.Command)));
    }

    [Fact]
    public void The_device_that_was_used_last_is_the_one_that_remains_in_use()
    {
        var me = Me();
        foreach (var (number, agent) in new[] { (1, "one"), (2, "two"), (3, "three") })
            me.Plan(p => p.Change(new LiveChange.Attached(new Attachment(SessionOf(Alice, number), Alice, false, false, agent))));
        me.Apply(UserAgentNotices.OfActivity(me, SessionOf(Alice, 1), "one", Now.AddSeconds(1), Options));
        me.Apply(UserAgentNotices.OfActivity(me, SessionOf(Alice, 2), "two", Now.AddSeconds(2), Options));
        me.Apply(Departure.OfLostSession(me, me.Attachments[SessionOf(Alice, 2)], Now.AddSeconds(3), Options));
        Assert.Equal("one", me.CurrentUserAgent);
    }

    private static TopicPlan Enter(string mode, IEnumerable<Storage.Records.StoredSubscription> contacts, TopicState? me = null)
    {
        var plan = new TopicPlan();
        Arrival.Plan(
            me ?? new TopicState(TopicName.Me(Alice), Steps.User(Alice), Row(TopicName.Me(Alice), Alice, mode)),
            plan,
            new Attachment(SessionOf(Alice), Alice, false, false, "test"),
            AccessMode.Parse(mode),
            [.. contacts],
            Options);
        return plan;
    }

    private static TopicPlan Come(TopicState topic, UserId user)
    {
        var plan = new TopicPlan();
        var attachment = new Attachment(SessionOf(user), user, false, false, null);
        plan.Change(new LiveChange.Attached(attachment));
        Arrival.Plan(topic, plan, attachment, topic.ModeOf(user), null, Crowds);
        topic.Apply(plan);
        return plan;
    }

    private static TopicPlan Go(TopicState topic, UserId user)
    {
        var plan = Departure.OfLostSession(topic, topic.Attachments[SessionOf(user)], Now, Crowds);
        topic.Apply(plan);
        return plan;
    }

    private static IEnumerable<PresWhat> Told(TopicPlan plan) => plan.Broadcasts().Select(b => ((PresPacket)b.Packets.Default).What);
}
