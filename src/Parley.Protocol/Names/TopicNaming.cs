using Parley.Protocol.Replies;

namespace Parley.Protocol.Names;

/// <summary>Translates between what a user writes and the name by which a topic is found (part B 1.2).</summary>
public static class TopicNaming
{
    /// <summary>
    /// The topic that <paramref name="user"/> means by <paramref name="address"/>. A name of no known form is
    /// <see cref="ReplyCodes.TopicNotFound"/>; a caller which only asks whether this session is attached may take that as no.
    /// </summary>
    public static NameResult Resolve(string? address, UserId user)
    {
        if (string.IsNullOrEmpty(address))
            return new NameResult(ReplyCodes.Malformed);
        switch (address)
        {
            case TopicAddress.Me:
                return new NameResult(TopicName.Me(user));
            case TopicAddress.Find:
                return new NameResult(TopicName.Find(user));
            case TopicAddress.Self:
                return new NameResult(TopicName.Self(user));
            case TopicAddress.System:
                return new NameResult(TopicName.System);
        }
        if (address.StartsWith(UserId.Prefix, StringComparison.Ordinal))
            return ResolvePeer(address, user);
        if (address.StartsWith(TopicName.GroupPrefix, StringComparison.Ordinal) || address.StartsWith(TopicName.ChannelPrefix, StringComparison.Ordinal))
            return ResolveGroup(address);
        // Only its two users may write a conversation by its inner name; "slf…" and "fnd…" of others are nobody's business.
        // Made anew: the same two ids can be written in several ways, and must not become several conversations.
        if (new TopicName(address) is { IsP2P: true } p2p && p2p.TryGetPeerOf(user, out var peer))
            return new NameResult(TopicName.P2P(user, peer));
        return new NameResult(ReplyCodes.TopicNotFound);
    }

    private static NameResult ResolvePeer(string address, UserId user)
    {
        if (!UserId.TryParse(address, out var peer))
            return new NameResult(ReplyCodes.Malformed);
        return peer == user ? new NameResult(ReplyCodes.PermissionDenied) : new NameResult(TopicName.P2P(user, peer));
    }

    private static NameResult ResolveGroup(string address) =>
        UserId.TryParseText(address.AsSpan(TopicName.PrefixLength), out var id) && !id.IsNone
            ? new NameResult(TopicName.Group(id))
            : new NameResult(ReplyCodes.TopicNotFound);
}
