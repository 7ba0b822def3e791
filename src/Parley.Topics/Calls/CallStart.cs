using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Effects;
using Parley.Topics.Publish;

namespace Parley.Topics.Calls;

/// <summary>Begins a call with the message that invites to it: it rings until somebody answers or the time is over (part C 3.2).</summary>
public static class CallStart
{
    public static void Plan(TopicPlan plan, TopicRequest request, StoredMessage invitation, TopicOptions options)
    {
        var call = new CallState(
            invitation.Seq, invitation.From, request.Session, invitation.Content, MessageHead.ContentType(invitation.Head));
        plan.Change(new LiveChange.CallChanged(null, call));
        plan.Effect(new TopicEffect.ArmTimer(TimerKey.Call, options.CallTimeout));
    }
}
