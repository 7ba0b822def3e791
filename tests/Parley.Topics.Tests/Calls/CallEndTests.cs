using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage;
using Parley.Storage.Writes;
using Parley.Topics.Calls;
using Parley.Topics.Effects;
using Parley.Topics.Leave;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Calls.CallWorld;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Calls;

public sealed class CallEndTests
{
    [Fact]
    public void A_call_that_the_callee_refuses_was_declined()
    {
        var plan = Step(Ringing(), Bob, CallEvent.HangUp);
        Assert.Contains("\"declined\"", plan.Stored()!.Head.ToString(), StringComparison.Ordinal);
        Assert.Contains($"\"sender\":\"{Bob}\"", plan.Stored()!.Head.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_the_caller_gives_up_was_missed()
    {
        var topic = Ringing();
        var plan = Step(topic, Alice, CallEvent.HangUp);
        Assert.Equal("""{"replace":":1","webrtc":"missed","mime":"text/x-drafty"}""", plan.Stored()!.Head.ToString());
        Assert.Empty(Step(topic, Alice, CallEvent.HangUp, session: 2).Effects);
    }

    [Fact]
    public void A_call_that_nobody_answers_in_time_was_missed()
    {
        var topic = Ringing();
        var plan = CallEnd.OfTimer(topic, Now.AddSeconds(30));
        Assert.Contains("\"missed\"", plan.Stored()!.Head.ToString(), StringComparison.Ordinal);
        Assert.Null(((InfoPacket)plan.Notices()[^1].For(Bob)!).From);
        topic.Apply(plan);
        Assert.Null(topic.Call);
        Assert.Empty(CallEnd.OfTimer(topic, Now).Effects);
        Assert.Empty(CallEnd.OfTimer(Speaking(), Now).Effects);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_call_that_a_party_hangs_up_has_a_duration_in_milliseconds(ulong user)
    {
        var by = new UserId(user);
        var plan = Step(Speaking(), by, CallEvent.HangUp, later: TimeSpan.FromMilliseconds(61234));
        var head = plan.Stored()!.Head.ToString();
        Assert.Contains("\"finished\",\"webrtc-duration\":61234,", head, StringComparison.Ordinal);
        Assert.Equal(by == Bob, head.Contains("sender", StringComparison.Ordinal));
        Assert.Equal(Alice, plan.Stored()!.From);
    }

    [Fact]
    public void The_end_is_told_to_all_devices_of_both_users()
    {
        var plan = Step(Speaking(), Bob, CallEvent.HangUp);
        var told = plan.Broadcasts().Single(b => b.Packets.Default is InfoPacket);
        var info = (InfoPacket)told.Packets.For(Alice, isReader: false);
        Assert.Equal((Bob.ToString(), null, CallEvent.HangUp, 1), (info.Topic, info.From, info.Event, info.Seq));
        Assert.True(told.Audience.SkipSession.IsNone);
        var onMe = plan.Notices().Single(n => n.For(Alice) is InfoPacket);
        Assert.Equal((Bob.ToString(), Bob.ToString()), (((InfoPacket)onMe.For(Alice)!).Source, ((InfoPacket)onMe.For(Alice)!).From));
        Assert.Equal(Alice.ToString(), ((InfoPacket)onMe.For(Bob)!).Source);
        Assert.Equal((Conversation().Name, true), (onMe.UnlessAttachedTo, onMe.SkipSession.IsNone));
    }

    [Fact]
    public void A_party_that_leaves_sees_how_the_call_ends_before_it_is_detached()
    {
        var topic = Speaking();
        var plan = new LeaveHandler(WithCalls).Decide(topic, Ask(Alice, Bob.ToString(), new LeavePacket { Id = "1" }));
        Assert.Equal("""{"replace":":1","webrtc":"disconnected","mime":"text/x-drafty"}""", plan.Stored()!.Head.ToString());
        var deliveries = plan.Deliveries().ToList();
        var detached = deliveries.FindIndex(d => d is Delivery.Detach);
        Assert.True(deliveries.FindLastIndex(d => d is Delivery.Broadcast) < detached);
        Assert.True(detached < deliveries.FindIndex(d => d is Delivery.Reply));
    }

    [Fact]
    public void A_session_that_is_no_party_leaves_without_ending_the_call()
    {
        var topic = Ringing();
        Assert.Null(Departure.OfLostSession(topic, topic.Attachments[SessionOf(Bob)], Now, WithCalls).Stored());
        Assert.NotNull(Departure.OfLostSession(topic, topic.Attachments[SessionOf(Alice)], Now, WithCalls).Stored());
    }

    [Fact]
    public void A_party_that_answered_from_me_is_missed_when_it_is_lost()
    {
        var topic = Ringing(Alice);
        topic.Apply(Step(topic, Bob, CallEvent.Accept, session: 3));
        Assert.Contains("\"disconnected\"", CallEnd.OfLostSession(topic, SessionOf(Bob, 3), Now).Stored()!.Head.ToString(), StringComparison.Ordinal);
        Assert.Null(CallEnd.OfLostSession(topic, SessionOf(Bob, 4), Now).Stored());
    }

    [Fact]
    public void A_party_that_is_evicted_ends_the_call()
    {
        var plan = new TopicPlan();
        Eviction.Plan(Speaking(), plan, Bob, asReader: false, unsub: true, Now);
        Assert.Contains("\"disconnected\"", plan.Stored()!.Head.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_the_call_that_could_not_be_stored_is_undone()
    {
        var topic = Conversation().Attached(Alice, Bob);
        var invitation = Call(topic, Alice);
        topic.Apply(invitation);
        var answer = Step(topic, Bob, CallEvent.Accept);
        topic.Apply(answer);
        var onlyAnswerLost = Conversation();
        onlyAnswerLost.TakeLive(topic, [answer]);
        Assert.False(onlyAnswerLost.Call!.IsActive);
        var bothLost = Conversation();
        bothLost.TakeLive(topic, [invitation, answer]);
        Assert.Null(bothLost.Call);
    }
}
