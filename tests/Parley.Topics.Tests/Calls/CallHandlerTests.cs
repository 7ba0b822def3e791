using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Topics.Effects;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Calls.CallWorld;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Calls;

public sealed class CallHandlerTests
{
    private static void AssertIgnored(TopicPlan plan)
    {
        Assert.Empty(plan.Effects);
        Assert.Empty(plan.Writes);
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void A_message_that_invites_to_a_call_rings_for_the_time_allowed()
    {
        var topic = Conversation().Attached(Alice, Bob);
        var plan = Call(topic, Alice);
        topic.Apply(plan);
        Assert.Equal((1, Alice, SessionOf(Alice), false), (topic.Call!.Seq, topic.Call.Caller, topic.Call.CallerSession, topic.Call.IsActive));
        var timer = Assert.Single(plan.Effects.OfType<TopicEffect.ArmTimer>());
        Assert.Equal((TimerKey.Call, TimeSpan.FromSeconds(30)), (timer.Timer, timer.Due));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_second_call_is_rejected_486_to_either_user_and_not_stored(ulong user)
    {
        var plan = Call(Ringing(), new UserId(user));
        Assert.Equal(486, plan.Code());
        Assert.Empty(plan.Writes);
    }

    [Fact]
    public void Calls_are_rejected_501_where_they_are_switched_off() =>
        Assert.Equal(501, Call(Conversation().Attached(Alice), Alice, options: Options).Code());

    [Fact]
    public void Calls_are_rejected_403_outside_of_conversations() => Assert.Equal(403, Call(Group().Attached(Alice), Alice).Code());

    [Fact]
    public void A_busy_conversation_is_told_before_a_missing_W() => Assert.Equal(486, Call(RingingAtOneWhoMayNotWrite(), Bob).Code());

    [Fact]
    public void Ringing_is_told_to_the_calling_session_only_and_changes_nothing()
    {
        var plan = Step(Ringing(), Bob, CallEvent.Ringing);
        var (to, info) = Assert.Single(plan.Said());
        Assert.Equal((SessionOf(Alice), Bob.ToString(), Bob.ToString(), CallEvent.Ringing, 1), (to, info.Topic, info.From, info.Event, info.Seq));
        Assert.Single(plan.Effects);
        Assert.Empty(plan.Changes);
    }

    [Theory]
    [InlineData(CallEvent.Ringing)]
    [InlineData(CallEvent.Accept)]
    public void The_callers_devices_neither_ring_nor_answer(CallEvent step)
    {
        AssertIgnored(Step(Ringing(), Alice, step));
        AssertIgnored(Step(Ringing(), Alice, step, session: 2));
    }

    [Fact]
    public void Answering_is_stored_in_the_callers_name_and_told_to_the_caller_and_to_the_callees_other_devices()
    {
        var topic = Ringing();
        var plan = Step(topic, Bob, CallEvent.Accept, payload: """{"x":1}""");
        var message = plan.Stored()!;
        Assert.Equal((2, Alice, "\"call\""), (message.Seq, message.From, message.Content.ToString()));
        Assert.Equal(
            $$"""{"replace":":1","webrtc":"accepted","mime":"text/x-drafty","sender":"{{Bob}}"}""", message.Head.ToString());
        var (to, info) = Assert.Single(plan.Said());
        Assert.Equal((SessionOf(Alice), CallEvent.Accept, true), (to, info.Event, info.Payload.IsNull));
        var others = plan.Notices().Single(n => n.For(Bob) is InfoPacket);
        var told = (InfoPacket)others.For(Bob)!;
        Assert.Equal(("me", Alice.ToString(), Bob.ToString(), """{"x":1}"""), (told.Topic, told.Source, told.From, told.Payload.ToString()));
        Assert.Equal((SessionOf(Bob), null), (others.SkipSession, others.UnlessAttachedTo));
        Assert.Contains(new TopicEffect.CancelTimer(TimerKey.Call), plan.Effects);
        topic.Apply(plan);
        Assert.Equal((SessionOf(Bob), Now), (topic.Call!.CalleeSession, topic.Call.AcceptedAt));
    }

    [Fact]
    public void A_device_that_is_not_attached_may_answer_and_is_reached()
    {
        var topic = Ringing(Alice);
        topic.Apply(Step(topic, Bob, CallEvent.Accept, session: 3));
        var (to, info) = Assert.Single(Step(topic, Alice, CallEvent.Offer, payload: """{"sdp":"o"}""").Said());
        Assert.Equal((SessionOf(Bob, 3), Alice.ToString(), """{"sdp":"o"}"""), (to, info.Topic, info.Payload.ToString()));
    }

    [Fact]
    public void If_the_caller_may_not_write_any_more_it_cannot_be_answered_but_ended()
    {
        var topic = Ringing().Plan(p => p.Write(new Storage.Writes.PutSubscription(Row(Conversation().Name, Alice, "JRPA"))));
        AssertIgnored(Step(topic, Bob, CallEvent.Accept));
        var end = Step(topic, Bob, CallEvent.HangUp);
        Assert.Empty(end.Writes);
        Assert.Contains(end.Broadcasts(), b => b.Packets.Default is InfoPacket { Event: CallEvent.HangUp });
        topic.Apply(end);
        Assert.Null(topic.Call);
    }

    [Theory]
    [InlineData(CallEvent.Offer)]
    [InlineData(CallEvent.Answer)]
    [InlineData(CallEvent.IceCandidate)]
    public void What_the_parties_say_goes_to_the_other_party_only(CallEvent step)
    {
        var topic = Speaking();
        var (to, info) = Assert.Single(Step(topic, Bob, step, payload: "[1]").Said());
        Assert.Equal((SessionOf(Alice), Bob.ToString(), Bob.ToString(), step, "[1]"), (to, info.Topic, info.From, info.Event, info.Payload.ToString()));
        AssertIgnored(Step(Ringing(), Alice, step));
    }

    [Fact]
    public void Sessions_that_are_no_party_have_no_say()
    {
        var topic = Speaking().Plan(p => p.Change(new LiveChange.Attached(new Attachment(SessionOf(Bob, 2), Bob, false, false, null))));
        foreach (var step in new[] { CallEvent.Offer, CallEvent.HangUp, CallEvent.Accept, CallEvent.Ringing })
            AssertIgnored(Step(topic, Bob, step, session: 2));
        AssertIgnored(Step(topic, Bob, CallEvent.Accept));
        AssertIgnored(Step(topic, Bob, CallEvent.Ringing));
    }

    [Fact]
    public void Events_of_another_call_or_of_none_are_ignored()
    {
        AssertIgnored(Step(Speaking(), Bob, CallEvent.HangUp, seq: 2));
        AssertIgnored(Step(Conversation().Attached(Alice, Bob).WithMessages(1), Bob, CallEvent.HangUp));
        AssertIgnored(Step(Ringing(), Bob, CallEvent.None));
        AssertIgnored(Step(Ringing(), Bob, CallEvent.Invite));
        AssertIgnored(Step(Ringing(), Carol, CallEvent.HangUp));
    }

    [Fact]
    public void Only_from_the_topic_can_the_parties_exchange_offers() =>
        Assert.Equal(409, Step(Ringing(Alice), Bob, CallEvent.Offer).Code());

    private static TopicState RingingAtOneWhoMayNotWrite()
    {
        var topic = Conversation(bob: "JRPA").Attached(Alice, Bob);
        topic.Apply(Call(topic, Alice));
        return topic;
    }
}
