using Parley.Accounts.Tags;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Desc;

namespace Parley.Topics.Create;

/// <summary>Decides how a new group begins (part B 3.3).</summary>
public static class CreateGroup
{
    public static Birth Decide(TopicView topic, TopicRequest request, TopicOptions options)
    {
        var packet = (SubPacket)request.Packet;
        var set = packet.Set;
        var isChannel = new TopicAddress(request.Address).IsNewChannel;
        if (set?.Desc is { Trusted.IsNull: false } && request.Who.Level != AuthLevel.Root)
            return Birth.Refuse(ReplyCodes.PermissionDenied);
        var tags = TagRules.Normalise(set?.Tags, options.TagsMax) ?? [];
        if (TagRules.Filter(tags, options.ImmutableNamespaces()).Count > 0)
            return Birth.Refuse(ReplyCodes.PermissionDenied);
        if (options.AliasNamespace is { } alias && TagRules.HasDuplicateNamespace(tags, alias))
            return Birth.Refuse(ReplyCodes.Malformed);
        if (!AccessMode.TryParse(set?.Sub?.Mode, out var mode))
            return Birth.Refuse(ReplyCodes.Malformed);
        // The owner must be able to own and to enter; the reference says so only after it has made the group.
        if (mode is { } sent && !sent.Has(AccessMode.Owner | AccessMode.Join))
            return Birth.Refuse(ReplyCodes.PermissionDenied);

        var at = request.ReceivedAt;
        var row = new StoredTopic
        {
            Name = topic.Name,
            Created = at,
            Updated = at,
            Touched = at,
            IsChannel = isChannel,
            Owner = request.Who.User,
            Access = DefaultsOf(set?.Desc?.DefaultAccess, isChannel),
            Public = set?.Desc?.Public.OrNoneIfClear() ?? default,
            Trusted = set?.Desc?.Trusted.OrNoneIfClear() ?? default,
            Tags = tags,
        };
        var own = new StoredSubscription
        {
            Key = new SubscriptionKey(topic.Name, request.Who.User),
            Created = at,
            Updated = at,
            Want = mode ?? AccessMasks.Full,
            Given = AccessMasks.Full,
            Private = set?.Desc?.Private.OrNoneIfClear() ?? default,
        };
        var writes = new List<StoreWrite> { new CreateTopic(row), new PutSubscription(own) };
        var files = AttachedFiles.FirstOf(packet.Extra);
        if (files.Count > 0)
            writes.Add(new LinkFiles(topic.Name, files));
        return new Birth(null, writes, own);
    }

    private static DefaultAccess DefaultsOf(DefaultAccessPart? sent, bool isChannel)
    {
        var auth = ModeOr(sent?.Auth, isChannel ? AccessMasks.ChannelMember : AccessMasks.Member);
        var anon = ModeOr(sent?.Anon, AccessMode.None);
        return new DefaultAccess(auth.Without(AccessMode.Owner), anon.Without(AccessMode.Owner));
    }

    private static AccessMode ModeOr(string? text, AccessMode otherwise) =>
        AccessMode.TryParse(text, out var mode) && mode is { } known ? known : otherwise;
}
