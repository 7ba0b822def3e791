using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Access;
using Parley.Topics.Handlers;

namespace Parley.Topics.Subscribe;

/// <summary>Decides what a user gets who subscribes, or changes its own subscription (part B 2.4.1, 2.4.2).</summary>
public static class SelfSubscription
{
    /// <param name="modeText">As sent: null or empty for no change.</param>
    /// <param name="sentPrivate">Null payload: no change; U+2421 clears.</param>
    /// <param name="stored">The requester's row in this role, deleted ones too; not needed if the topic remembers the user.</param>
    public static SubscriptionDecision Decide(
        TopicView topic, TopicRequest request, string? modeText, Payload sentPrivate, StoredSubscription? stored, TopicOptions options)
    {
        if (!AccessMode.TryParse(modeText, out var mode))
            return SubscriptionDecision.Refuse(ReplyCodes.Malformed);
        var user = request.Who.User;
        if (request.SpeaksAsReader())
        {
            return topic.LiveMember(user) is null
                ? OfReader(topic, request, mode, sentPrivate, stored)
                : new SubscriptionDecision(new Rejection(ReplyCodes.UseOther, ReplyParams.Text("topic", topic.Name.Value)), null, null);
        }
        return topic.LiveMember(user) is { } member
            ? OfMember(topic, request, member, mode, sentPrivate, options)
            : OfNewcomer(topic, request, mode, sentPrivate, stored, options);
    }

    private static SubscriptionDecision OfNewcomer(
        TopicView topic, TopicRequest request, AccessMode? mode, Payload sentPrivate, StoredSubscription? stored, TopicOptions options)
    {
        var user = request.Who.User;
        var previous = topic.Member(user)?.CurrentRow ?? stored;
        if (topic.Kind.CountsSubscribers && topic.Members.Count + topic.Readers.Count >= options.SubscribersMax)
            return SubscriptionDecision.Refuse(ReplyCodes.PolicyViolation);
        var access = topic.Kind.AccessFor(topic, request.Who.Level, options);
        var given = previous?.Given ?? access;
        if (topic.Kind.RootOnly && request.Who.Level != AuthLevel.Root)
            return SubscriptionDecision.Refuse(ReplyCodes.PermissionDenied);
        var want = topic.Kind.RemembersLeavers
            ? topic.Kind.Clamp(mode ?? previous?.Want ?? given, options)
            : topic.Kind.ClampOfNewcomer(mode ?? access);
        // Wanting ownership is how an offer is accepted, by a member. An offer ends when the member leaves: who made it may own nothing now.
        if (topic.Owner != user)
            (want, given) = (want.Without(AccessMode.Owner), given.Without(AccessMode.Owner));
        if (!given.IsJoiner)
            return SubscriptionDecision.Refuse(ReplyCodes.PermissionDenied);
        var after = new StoredSubscription
        {
            Key = new SubscriptionKey(topic.Name, user),
            Created = request.ReceivedAt,
            Updated = request.ReceivedAt,
            Want = want,
            Given = given,
            Private = sentPrivate.IsNull ? previous?.Private ?? default : sentPrivate.OrNoneIfClear(),
            Version = (previous?.Version ?? 0) + 1,
        };
        return new SubscriptionDecision(null, null, after, IsNew: true);
    }

    private static SubscriptionDecision OfReader(
        TopicView topic, TopicRequest request, AccessMode? mode, Payload sentPrivate, StoredSubscription? stored)
    {
        var live = stored is { IsLive: true } ? stored : null;
        // Who has blocked the channel comes back by a plain request, as a member does.
        var want = mode is { } sent ? ReaderAccess.Clamp(sent) : live is { Want.IsJoiner: true } ? live.Want : AccessMasks.ChannelReader;
        if (live is not null && live.Want == want && sentPrivate.IsNull)
            return new SubscriptionDecision(null, live, live);
        var after = new StoredSubscription
        {
            Key = new SubscriptionKey(topic.Name, request.Who.User, IsReader: true),
            Created = live?.Created ?? request.ReceivedAt,
            Updated = request.ReceivedAt,
            Want = want,
            Given = AccessMasks.ChannelReader,
            DelId = live?.DelId ?? 0,
            ReadSeq = live?.ReadSeq ?? 0,
            RecvSeq = live?.RecvSeq ?? 0,
            Private = sentPrivate.IsNull ? stored?.Private ?? default : sentPrivate.OrNoneIfClear(),
            Version = (stored?.Version ?? 0) + 1,
        };
        return new SubscriptionDecision(null, live, after, IsNew: live is null);
    }

    private static SubscriptionDecision OfMember(
        TopicView topic, TopicRequest request, Subscriber member, AccessMode? sent, Payload sentPrivate, TopicOptions options)
    {
        var (want, given) = (member.Want, member.Given);
        var takesOwnership = false;
        if (sent is { } mode)
        {
            if (topic.Owner == request.Who.User && !mode.Has(AccessMode.Owner | AccessMode.Join))
                return SubscriptionDecision.Refuse(ReplyCodes.PermissionDenied);
            if (mode.IsOwner && !given.IsOwner)
                return SubscriptionDecision.Refuse(ReplyCodes.PermissionDenied);
            given = OwnGrant(topic, mode, given);
            takesOwnership = mode.IsOwner && !want.IsOwner && topic.Owner != request.Who.User;
            want = topic.Kind.Clamp(mode, options);
        }
        else if (!want.IsJoiner)
        {
            // Whoever comes back after having left by "no access" gets what it may have, but not an offer of ownership with it.
            var back = given | topic.Kind.AccessFor(topic, request.Who.Level, options);
            want = want.IsOwner ? back : back.Without(AccessMode.Owner);
        }
        var newPrivate = sentPrivate.IsNull ? member.Private : sentPrivate.OrNoneIfClear();
        var before = member.Row;
        if (want == before.Want && given == before.Given && (sentPrivate.IsNull || newPrivate == before.Private))
            return given.IsJoiner ? new SubscriptionDecision(null, before, before) : Banned(before, before);
        var after = member.CurrentRow with
        {
            Want = want,
            Given = given,
            Private = newPrivate,
            Updated = request.ReceivedAt,
            Version = before.Version + 1,
        };
        return given.IsJoiner || !want.IsJoiner
            ? new SubscriptionDecision(null, before, after, TakesOwnership: takesOwnership)
            : Banned(before, after);
    }

    private static SubscriptionDecision Banned(StoredSubscription before, StoredSubscription after) =>
        new(new Rejection(ReplyCodes.PermissionDenied), before, after);

    // The owner may give itself anything, an admin of a group anything but ownership and deleting for everybody.
    private static AccessMode OwnGrant(TopicView topic, AccessMode mode, AccessMode given)
    {
        if (given.IsOwner && mode.IsOwner)
            return given | mode;
        if (!topic.Kind.CountsSubscribers || given.IsOwner || mode.IsOwner || !given.Has(AccessMode.Approve) || !mode.Has(AccessMode.Approve))
            return given;
        return given | mode.Without(AccessMode.Delete);
    }
}
