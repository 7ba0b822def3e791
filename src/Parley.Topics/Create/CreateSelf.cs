using Parley.Protocol.Access;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Topics.Create;

/// <summary>Decides how a user's notes to itself begin (part B 3.5).</summary>
public static class CreateSelf
{
    public static Birth Decide(TopicView topic, TopicRequest request)
    {
        var set = ((SubPacket)request.Packet).Set;
        if (!AccessMode.TryParse(set?.Sub?.Mode, out var mode))
            return Birth.Refuse(ReplyCodes.Malformed);
        // Compat: the answer of the reference, which makes the topic all the same.
        if (mode is { } sent && !sent.Has(AccessMode.Owner | AccessMode.Join))
            return Birth.Refuse(ReplyCodes.PermissionDenied);
        var at = request.ReceivedAt;
        var own = new StoredSubscription
        {
            Key = new SubscriptionKey(topic.Name, request.Who.User),
            Created = at,
            Updated = at,
            Want = mode ?? AccessMasks.Self,
            Given = AccessMasks.Self | (mode ?? AccessMode.None),
            Private = set?.Desc?.Private.OrNoneIfClear() ?? default,
        };
        var row = new StoredTopic
        {
            Name = topic.Name,
            Created = at,
            Updated = at,
            Touched = at,
            Owner = request.Who.User,
            Access = new DefaultAccess(AccessMasks.Self, AccessMode.None),
        };
        return new Birth(null, [new CreateTopic(row), new PutSubscription(own)], own);
    }
}
