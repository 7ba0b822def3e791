using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Handlers;
using Parley.Topics.Leave;

namespace Parley.Topics.Access;

/// <summary>Decides what somebody with the right to do so gives to another user: invitation, approval, ban, ownership (part B 2.4.3).</summary>
public static class MemberAccess
{
    public static TopicPlan Decide(
        TopicView topic, TopicRequest request, UserId target, string? modeText, SetSubFacts facts, TopicOptions options)
    {
        if (topic.LiveMember(request.Who.User) is not { Mode.IsSharer: true } actor || !topic.Kind.HasOthers)
            return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);
        if (request.SpeaksAsReader() || topic.IsReadOnly)
            return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);
        if (!AccessMode.TryParse(modeText, out var mode))
            return TopicPlan.Reject(request, ReplyCodes.Malformed);
        if (mode is { } sent)
        {
            mode = topic.Kind.Clamp(sent, options);
            if (!actor.Mode.IsAdmin || (mode.Value.IsOwner && topic.Owner != actor.User))
                return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);
        }
        return topic.LiveMember(target) is { } member
            ? Change(topic, request, member, mode)
            : Invite(topic, request, target, mode, facts, options);
    }

    private static TopicPlan Invite(
        TopicView topic, TopicRequest request, UserId target, AccessMode? mode, SetSubFacts facts, TopicOptions options)
    {
        if (topic.Kind.CountsSubscribers && topic.Members.Count + topic.Readers.Count >= options.SubscribersMax)
            return TopicPlan.Reject(request, ReplyCodes.PolicyViolation);
        var previous = topic.Member(target)?.CurrentRow ?? facts.TargetRow;
        if (facts.Target is null or { State: ObjectState.Deleted })
            return TopicPlan.Reject(request, ReplyCodes.UserNotFound);
        if (facts.Target.State != ObjectState.Ok)
            return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);
        // A conversation has two users, and stays so.
        if (topic.Kind.RemembersLeavers && previous is null)
            return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);
        // Who has left a conversation gets back what it had.
        var given = mode ?? (topic.Kind.RemembersLeavers ? previous!.Given : topic.Access.Auth | AccessMode.Join);
        var want = previous?.Want ?? facts.Target.Access.Auth & given;
        if (!want.IsJoiner)
            return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);
        var after = new StoredSubscription
        {
            Key = new SubscriptionKey(topic.Name, target),
            Created = request.ReceivedAt,
            Updated = request.ReceivedAt,
            Want = want,
            Given = given,
            Private = previous?.Private ?? default,
            Version = (previous?.Version ?? 0) + 1,
        };
        return Carry(topic, request, null, after);
    }

    private static TopicPlan Change(TopicView topic, TopicRequest request, Subscriber member, AccessMode? mode)
    {
        if (mode is not { } given || given == member.Given)
            return TopicPlan.Reject(request, ReplyCodes.NotModified);
        if (topic.Owner == member.User && !given.Has(AccessMode.Owner | AccessMode.Join))
            return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);
        var after = member.CurrentRow with { Given = given, Updated = request.ReceivedAt, Version = member.Row.Version + 1 };
        return Carry(topic, request, member.Row, after);
    }

    private static TopicPlan Carry(TopicView topic, TopicRequest request, StoredSubscription? before, StoredSubscription after)
    {
        var plan = new TopicPlan(request);
        var change = new ModeChange(after.Key.User, before, after, IsReader: false);
        plan.Write(new PutSubscription(after));
        ModeChangeNotices.BeforeReply(topic, plan, change, request.Session);
        // Decided before the eviction: who is attached is told in the topic, everybody else on me.
        ModeChangeNotices.AfterReply(topic, plan, change, request.Who.User, request.Session);
        if (!after.Given.IsJoiner)
            Eviction.Plan(topic, plan, after.Key.User, asReader: false, unsub: false, request.ReceivedAt);
        plan.Reply(ReplyCodes.Ok, AccessParams.Of(AccessParams.PartOf(after.Want, after.Given), after.Key.User));
        return plan;
    }
}
