using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Topics.Handlers;

namespace Parley.Topics.Leave;

/// <summary>Decides what a {leave} does: detaches the session, or ends the subscription.</summary>
public sealed class LeaveHandler(TopicOptions options) : MemoryHandler
{
    public override TopicPlan Decide(TopicView topic, TopicRequest request)
    {
        var unsub = ((LeavePacket)request.Packet).Unsub;
        if (!topic.Attachments.TryGetValue(request.Session, out var attachment))
            return TopicPlan.Reject(request, unsub ? ReplyCodes.MustAttachFirst : ReplyCodes.NotJoined);
        if (unsub && !topic.Kind.CanUnsubscribe)
            return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);
        if (unsub)
            return EndSubscription(topic, request);
        if (attachment.User != request.Who.User)
            return TopicPlan.Reject(request, ReplyCodes.NotJoined);

        var plan = new TopicPlan(request);
        Departure.Plan(topic, plan, attachment, request.ReceivedAt, options);
        // Compat: under another name of the group the session is detached all the same, and told that there is no such topic.
        plan.Reply(request.SpeaksAsReader() == attachment.IsReader ? ReplyCodes.Ok : ReplyCodes.NotFound);
        return plan;
    }

    // Under the other name of a channel there is no subscription of this user to end.
    private static TopicPlan EndSubscription(TopicView topic, TopicRequest request)
    {
        if (topic.Owner == request.Who.User)
            return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);
        if (request.SpeaksAsReader() && !topic.IsChannel)
            return TopicPlan.Reject(request, ReplyCodes.NotFound);
        return Unsubscription.Decide(topic, request, request.SpeaksAsReader(), stored: null);
    }
}
