using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Access;
using Parley.Topics.Desc;
using Parley.Topics.Effects;
using Parley.Topics.Handlers;
using Parley.Topics.Leave;

namespace Parley.Topics.Offline;

/// <summary>
/// Decides what a {set} of a session that is not attached changes: its user's own access and private part, with one answer for both
/// and without notices (part B 7.6).
/// </summary>
public sealed class SetSubOffline(TopicOptions options) : TopicHandler<StoredSubscription?>
{
    protected override ValueTask<StoredSubscription?> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken) =>
        OfflineRows.LoadReaderAsync(topic, request, reader, cancellationToken);

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, StoredSubscription? readerRow)
    {
        var sent = request.Sent();
        var sentPrivate = sent.Desc?.Private ?? default;
        if (sentPrivate.IsNull && string.IsNullOrEmpty(sent.Sub?.Mode))
            return TopicPlan.Reject(request, ReplyCodes.NotModified);
        if (sent.Sub?.User is { Length: > 0 } target && target != request.Who.User.ToString())
            return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);
        if (OfflineRows.LiveOf(topic, request, readerRow) is not { } before)
            return TopicPlan.Reject(request, ReplyCodes.NotFound);
        if (!AccessMode.TryParse(sent.Sub?.Mode, out var mode))
            return TopicPlan.Reject(request, ReplyCodes.Malformed);
        // Ownership is neither taken nor given up from outside.
        if (mode is { } wanted && wanted.IsOwner != before.Want.IsOwner)
            return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);

        if (!BoundedMerge.TryMerge(before.Private, sentPrivate, options, out var newPrivate))
            return TopicPlan.Reject(request, ReplyCodes.PolicyViolation);
        var want = mode is { } known ? Allowed(topic, known, before.Key.IsReader) : before.Want;
        if (newPrivate is null && want == before.Want)
            return TopicPlan.Reject(request, ReplyCodes.NotModified);
        var after = before with { Want = want, Private = newPrivate ?? before.Private, Updated = request.ReceivedAt, Version = before.Version + 1 };
        return Change(topic, request, before, after);
    }

    private AccessMode Allowed(TopicView topic, AccessMode want, bool isReader) =>
        isReader ? ReaderAccess.ClampOrBlock(want) : topic.Kind.Clamp(want, options);

    private static TopicPlan Change(TopicView topic, TopicRequest request, StoredSubscription before, StoredSubscription after)
    {
        var plan = new TopicPlan(request);
        plan.Write(new PutSubscription(after));
        // Readers are remembered only while they are attached.
        if (after.Key.IsReader && !topic.Readers.ContainsKey(after.Key.User))
            plan.Change(new LiveChange.ReaderForgotten(after.Key.User));
        if (after.Want == before.Want)
        {
            plan.Reply(ReplyCodes.Ok);
            return plan;
        }
        // Other sessions of the user may be attached: what they receive follows the new mode.
        plan.Deliver(new Delivery.ModeChanged(after.Key.User, after.Key.IsReader, after.Mode));
        if (!after.Want.IsJoiner)
            Eviction.Plan(topic, plan, after.Key.User, after.Key.IsReader, unsub: false, request.ReceivedAt);
        plan.Reply(ReplyCodes.Ok, AccessParams.Of(AccessParams.PartOf(after.Want, after.Given)));
        // Who gives up P hears no more of the topic on me, from now on.
        if (!after.Key.IsReader)
            ModeChangeNotices.TellPresence(topic, plan, new ModeChange(after.Key.User, before, after, IsReader: false));
        return plan;
    }
}
