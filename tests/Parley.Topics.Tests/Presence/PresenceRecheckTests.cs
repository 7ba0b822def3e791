using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Topics.Effects;
using Parley.Topics.Presence;
using Parley.Topics.Subscribe;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Presence;

public sealed class PresenceRecheckTests
{
    private static readonly Contact BobOnline = new(Bob.ToString(), IsEnabled: true, IsOnline: true);
    private static readonly Contact CarolOffline = new(Carol.ToString(), IsEnabled: true, IsOnline: false);

    [Fact]
    public void After_a_process_was_lost_contacts_online_are_asked_once_more_and_nobody_is_told()
    {
        var me = Me(BobOnline, CarolOffline);
        var plan = PresenceRecheck.OfLostProcess(me, Options);
        var asked = Assert.Single(plan.Effects.OfType<TopicEffect.RouteToTopics>());
        Assert.Equal([TopicName.Me(Bob)], asked.Targets);
        Assert.Equal((NoticeWhat.On, true), (asked.Notice.What, asked.Notice.WantsReply));
        Assert.Equal(TimerKey.Recheck, Assert.Single(plan.Effects.OfType<TopicEffect.ArmTimer>()).Timer);
        Assert.Empty(plan.Broadcasts());
    }

    [Fact]
    public void Who_is_invisible_asks_without_saying_that_it_is_there()
    {
        var asked = Assert.Single(PresenceRecheck.OfLostProcess(Me("JS", BobOnline), Options).Effects.OfType<TopicEffect.RouteToTopics>());
        Assert.Equal((NoticeWhat.Ask, true), (asked.Notice.What, asked.Notice.WantsReply));
    }

    [Fact]
    public void Who_does_not_answer_is_offline()
    {
        var me = Me(BobOnline, CarolOffline);
        me.Apply(PresenceRecheck.OfLostProcess(me, Options));
        var plan = PresenceRecheck.OfTimer(me);
        me.Apply(plan);
        var pres = (PresPacket)Assert.Single(plan.Broadcasts()).Packets.Default;
        Assert.Equal((Bob.ToString(), PresWhat.Off), (pres.Source, pres.What));
        Assert.False(me.Contacts[Bob.ToString()].IsOnline);
    }

    [Fact]
    public void Who_answers_stays_online_and_nobody_is_told()
    {
        var me = Me(BobOnline);
        me.Apply(PresenceRecheck.OfLostProcess(me, Options));
        var answer = PresenceExchange.Receive(me, new TopicNotice(TopicName.Me(Bob), Bob.ToString(), NoticeWhat.On));
        me.Apply(answer);
        Assert.Empty(answer.Broadcasts());
        Assert.Empty(PresenceRecheck.OfTimer(me).Effects);
        Assert.True(me.Contacts[Bob.ToString()].IsOnline);
    }

    [Fact]
    public void A_me_that_was_lost_takes_contacts_for_online_until_they_have_had_time_to_answer()
    {
        var me = new TopicState(TopicName.Me(Alice), Steps.User(Alice), Row(TopicName.Me(Alice), Alice, "JPS"));
        var rows = new RowsByHand();
        rows.SubscriptionRows.Add(Row(TopicName.P2P(Alice, Bob), Alice, "JRWPA"));
        rows.SubscriptionRows.Add(Row(TopicName.P2P(Alice, Carol), Alice, "JRWA"));
        var plan = new ResumeHandler(Options).Run(me, Ask(Alice, "me", new SubPacket()) with { Resumes = 0 }, rows);
        me.Apply(plan);
        Assert.True(me.IsAnnounced);
        Assert.Equal([true, false], [me.Contacts[Bob.ToString()].IsOnline, me.Contacts[Carol.ToString()].IsOnline]);
        Assert.Equal(
            [TopicName.Me(Bob), TopicName.Me(Carol)],
            plan.Effects.OfType<TopicEffect.RouteToTopics>().Where(r => r.Notice.What == NoticeWhat.On).SelectMany(r => r.Targets));
        Assert.Empty(plan.Broadcasts());
    }

    [Fact]
    public void Sessions_of_a_me_that_was_lost_are_told_who_is_online_as_they_may_believe_otherwise()
    {
        var me = Lost();
        var answer = PresenceExchange.Receive(me, new TopicNotice(TopicName.Me(Bob), Bob.ToString(), NoticeWhat.On));
        me.Apply(answer);
        Assert.Equal((Bob.ToString(), PresWhat.On), Told(Assert.Single(answer.Broadcasts())));
        Assert.Empty(PresenceExchange.Receive(me, new TopicNotice(TopicName.Me(Bob), Bob.ToString(), NoticeWhat.On)).Broadcasts());
    }

    [Fact]
    public void A_session_that_comes_back_later_than_others_is_told_what_they_were_told()
    {
        var me = Lost();
        me.Apply(PresenceExchange.Receive(me, new TopicNotice(TopicName.Me(Bob), Bob.ToString(), NoticeWhat.On)));
        var early = Resume(me, 2);
        Assert.Equal([(Bob.ToString(), PresWhat.On)], early.Broadcasts().Select(Told));
        me.Apply(early);
        me.Apply(PresenceRecheck.OfTimer(me));
        var late = Resume(me, 3);
        Assert.Equal([(Bob.ToString(), PresWhat.On), (Carol.ToString(), PresWhat.Off)], late.Broadcasts().Select(Told).OrderBy(t => t.What));
        Assert.All(late.Broadcasts(), b => Assert.Equal(SessionOf(Alice, 3), b.Audience.OnlySession));
    }

    [Fact]
    public void A_group_that_was_lost_is_online_again_with_its_first_session_and_tells_nobody_inside()
    {
        var topic = Group(Row(Team, Bob, "JRWP"));
        var first = new ResumeHandler(Options).Run(topic, Ask(Bob, Team.Value, new SubPacket()) with { Resumes = 0 });
        topic.Apply(first);
        Assert.True(topic.IsAnnounced);
        var second = new ResumeHandler(Options).Run(topic, Ask(Alice, Team.Value, new SubPacket()) with { Resumes = 0 });
        Assert.Empty(first.Broadcasts().Concat(second.Broadcasts()));
    }

    // The me of Alice after its first session has come back; Bob and Carol are in doubt.
    private static TopicState Lost()
    {
        var me = new TopicState(TopicName.Me(Alice), Steps.User(Alice), Row(TopicName.Me(Alice), Alice, "JPS"));
        me.Apply(Resume(me, 1));
        return me;
    }

    private static TopicPlan Resume(TopicState me, int session)
    {
        var rows = new RowsByHand();
        rows.SubscriptionRows.Add(Row(TopicName.P2P(Alice, Bob), Alice, "JRWPA"));
        rows.SubscriptionRows.Add(Row(TopicName.P2P(Alice, Carol), Alice, "JRWPA"));
        var ask = Ask(Alice, "me", new SubPacket()) with { Resumes = 0 };
        return new ResumeHandler(Options).Run(me, ask with { Who = ask.Who with { Session = SessionOf(Alice, session) } }, rows);
    }

    private static (string? Source, PresWhat What) Told(Delivery.Broadcast broadcast)
    {
        var pres = (PresPacket)broadcast.Packets.Default;
        return (pres.Source, pres.What);
    }
}
