using Parley.Protocol.Routing;
using Parley.Storage.Writes;
using Parley.Topics.Leave;
using Parley.Topics.Subscribe;

namespace Parley.Topics.Access;

/// <summary>
/// Carries out what was decided about the requester's own subscription: writes, transfer of ownership, eviction of one who leaves by
/// "no access", and who is told. Used by <c>{sub}</c> and <c>{set sub}</c> alike.
/// </summary>
public static class SubscriptionChange
{
    /// <summary>Writes the rows and tells what goes before the reply. Returns the rest, to be called behind the reply.</summary>
    public static Action Plan(TopicView topic, TopicRequest request, TopicPlan plan, SubscriptionDecision decision)
    {
        if (!decision.MustWrite)
            return () => { };
        var after = decision.After!;
        var actor = request.Who.User;
        var others = decision.TakesOwnership ? OwnershipTransfer.Plan(topic, plan, actor, request.ReceivedAt) : [];
        plan.Write(new PutSubscription(after));
        if (!decision.HasModeChange)
            return () => { };
        var change = new ModeChange(actor, decision.Before, after, after.Key.IsReader);
        foreach (var other in others)
            ModeChangeNotices.BeforeReply(topic, plan, other, default);
        ModeChangeNotices.BeforeReply(topic, plan, change, request.Session);
        if (!after.Want.IsJoiner)
            Eviction.Tell(topic, plan, actor, after.Key.IsReader, unsub: false, request.ReceivedAt);
        return () =>
        {
            foreach (var other in others)
                ModeChangeNotices.AfterReply(topic, plan, other, actor, default);
            ModeChangeNotices.AfterReply(topic, plan, change, actor, request.Session);
            // Only now: who was attached has been told in the topic, and everybody else on me.
            if (!after.Want.IsJoiner)
                Eviction.Detach(topic, plan, actor, after.Key.IsReader);
        };
    }
}
