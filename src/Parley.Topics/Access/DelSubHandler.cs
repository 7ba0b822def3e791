using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Writes;
using Parley.Topics.Handlers;
using Parley.Topics.Leave;

namespace Parley.Topics.Access;

/// <summary>Decides what a {del sub} does: an admin removes a member (part B 4.4).</summary>
public sealed class DelSubHandler : MemoryHandler
{
    public override TopicPlan Decide(TopicView topic, TopicRequest request)
    {
        if (!topic.IsAttached(request.Session))
            return TopicPlan.Reject(request, ReplyCodes.MustAttachFirst);
        if (request.SpeaksAsReader())
            return TopicPlan.Reject(request, topic.IsChannel ? ReplyCodes.PermissionDenied : ReplyCodes.NotFound);
        var isAdmin = topic.LiveMember(request.Who.User) is { Mode.IsAdmin: true };
        if (!isAdmin || topic.Kind.RemembersLeavers
            || !UserId.TryParse(((DelPacket)request.Packet).User, out var target) || target == request.Who.User)
            return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);
        if (topic.LiveMember(target) is not { } member)
            return SendAway(topic, request, target);
        // Who has blocked the topic stays, so that it cannot be invited again.
        if (member.Mode.IsOwner || !member.Want.IsJoiner)
            return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);
        var plan = new TopicPlan(request);
        plan.Write(new RemoveSubscription(member.Row.Key, member.Row.Version + 1, request.ReceivedAt));
        plan.Reply(ReplyCodes.Ok);
        ModeChangeNotices.AfterReply(topic, plan, new ModeChange(target, member.Row, null, IsReader: false), request.Who.User, request.Session);
        Eviction.Plan(topic, plan, target, asReader: false, unsub: true, request.ReceivedAt);
        return plan;
    }

    // Compat: there is no member to remove, but a channel reader who is attached is sent away. It may come back.
    private static TopicPlan SendAway(TopicView topic, TopicRequest request, UserId target)
    {
        if (topic.Participant(target, asReader: true) is not { Want.IsJoiner: true } reader)
            return TopicPlan.Reject(request, ReplyCodes.NoAction);
        var plan = new TopicPlan(request);
        plan.Reply(ReplyCodes.NoAction);
        ModeChangeNotices.AfterReply(topic, plan, new ModeChange(target, reader.Row, null, IsReader: true), request.Who.User, request.Session);
        Eviction.Plan(topic, plan, target, asReader: true, unsub: true, request.ReceivedAt);
        return plan;
    }
}
