using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Topics.Create;

/// <summary>Decides how a conversation begins, or begins again after one side has left it (part B 3.4).</summary>
public static class CreateP2P
{
    /// <param name="self">The requester; null if there is no such user any more.</param>
    /// <param name="peer">The other user; null likewise.</param>
    /// <param name="ownRow">The requester's subscription as stored, deleted or not.</param>
    /// <param name="peerRow">The other user's.</param>
    public static Birth Decide(
        TopicView topic, TopicRequest request, StoredUser? self, StoredUser? peer,
        StoredSubscription? ownRow, StoredSubscription? peerRow, TopicOptions options)
    {
        if (self is null or { State: ObjectState.Deleted } || peer is null or { State: ObjectState.Deleted })
            return Birth.Refuse(ReplyCodes.UserNotFound);
        var set = ((SubPacket)request.Packet).Set;
        if (!AccessMode.TryParse(set?.Sub?.Mode, out var mode))
            return Birth.Refuse(ReplyCodes.Malformed);
        if (mode is { IsOwner: true })
            return Birth.Refuse(ReplyCodes.PermissionDenied);

        var mask = AccessMasks.P2P(options.P2PDeleteEnabled);
        var peerGiven = topic.Kind.Clamp(Granted(set?.Desc?.DefaultAccess) ?? self.Access.Auth, options);
        var peerAccess = request.Who.Level == AuthLevel.Root ? mask : peer.Access.For(request.Who.Level);
        var writes = new List<StoreWrite>();
        if (!topic.Exists)
            writes.Add(new CreateTopic(NewTopic(topic.Name, request.ReceivedAt)));

        var given = KeepBan(peerAccess, ownRow, mask);
        var want = mode is { } sent ? topic.Kind.Clamp(sent, options) : WantedFrom(peerGiven, given);
        var own = ownRow is { IsLive: true }
            ? ownRow
            : NewRow(topic.Name, self.Id, request.ReceivedAt, ownRow, want, given)
                with { Private = set?.Desc?.Private is { IsNull: false } sentPrivate ? sentPrivate.OrNoneIfClear() : ownRow?.Private ?? default };
        if (!ReferenceEquals(own, ownRow))
            writes.Add(new PutSubscription(own));

        StoredSubscription? peers = null;
        if (peerRow is not { IsLive: true })
        {
            peers = NewRow(topic.Name, peer.Id, request.ReceivedAt, peerRow, topic.Kind.Clamp(peerAccess, options), KeepBan(peerGiven, peerRow, mask));
            writes.Add(new PutSubscription(peers));
        }
        // Compat: the conversation begins even if the requester may not attach to it; the peer finds it among its contacts.
        var rejection = own.Given.IsJoiner ? null : new Rejection(ReplyCodes.PermissionDenied);
        return new Birth(rejection, writes, own, peers);
    }

    // What the requester gives to the other one; a text that is no mode counts as not said.
    private static AccessMode? Granted(DefaultAccessPart? sent) => AccessMode.TryParse(sent?.Auth, out var mode) ? mode : null;

    // By default one wants what one gives. Who gives others no access wants all that it is given itself, or it could speak to nobody.
    private static AccessMode WantedFrom(AccessMode peerGiven, AccessMode given) => peerGiven.IsJoiner ? peerGiven : given;

    // Leaving and coming back must not undo what the other one had taken away.
    private static AccessMode KeepBan(AccessMode given, StoredSubscription? previous, AccessMode mask) =>
        previous is null ? given : given.Without(mask.Without(previous.Given));

    private static StoredTopic NewTopic(TopicName name, DateTime at) => new() { Name = name, Created = at, Updated = at, Touched = at };

    private static StoredSubscription NewRow(
        TopicName topic, UserId user, DateTime at, StoredSubscription? previous, AccessMode want, AccessMode given) => new()
    {
        Key = new SubscriptionKey(topic, user),
        Created = at,
        Updated = at,
        Want = want,
        Given = given,
        Private = previous?.Private ?? default,
        Version = (previous?.Version ?? 0) + 1,
    };
}
