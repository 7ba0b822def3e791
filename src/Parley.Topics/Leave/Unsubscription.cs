using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Access;
using Parley.Topics.Effects;

namespace Parley.Topics.Leave;

/// <summary>Ends the requester's own subscription: by {leave unsub} and by {del topic} of one who is not the owner (part B 4.1.2).</summary>
public static class Unsubscription
{
    /// <param name="stored">The requester's row if the topic does not remember it: of a channel reader who is not attached.</param>
    public static TopicPlan Decide(TopicView topic, TopicRequest request, bool asReader, StoredSubscription? stored)
    {
        var user = request.Who.User;
        var row = topic.Participant(user, asReader)?.CurrentRow ?? stored;
        if (row is not { IsLive: true })
            return TopicPlan.Reject(request, ReplyCodes.NoAction);
        if (!asReader && topic.Owner == user)
            return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);
        var plan = new TopicPlan(request);
        plan.Write(new RemoveSubscription(row.Key, row.Version + 1, request.ReceivedAt));
        plan.Reply(ReplyCodes.Ok);
        ModeChangeNotices.AfterReply(topic, plan, new ModeChange(user, row, null, asReader), user, request.Session);
        Eviction.Plan(topic, plan, user, asReader, unsub: true, request.ReceivedAt, except: request.Session);
        if (topic.Kind.RemembersLeavers && !topic.Members.Values.Any(m => m.IsLive && m.User != user))
            EndConversation(topic, plan, request.ReceivedAt);
        return plan;
    }

    // Nobody is left to read it.
    private static void EndConversation(TopicView topic, TopicPlan plan, DateTime at)
    {
        plan.Write(new DeleteTopic(topic.Name, Hard: true, at));
        plan.Change(new LiveChange.Stopped());
        plan.Deliver(new Delivery.DetachAll());
        plan.Effect(new TopicEffect.CloseTopic());
    }
}
