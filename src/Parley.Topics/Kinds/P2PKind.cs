using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;

namespace Parley.Topics.Kinds;

/// <summary>A conversation of two users. Each knows it by the id of the other.</summary>
internal sealed class P2PKind : TopicKind
{
    public static readonly P2PKind Instance = new();

    public override string Word => "p2p";
    public override DescriptionSource Description => DescriptionSource.Peer;
    public override SubscriptionSource Subscriptions => SubscriptionSource.BothUsers;
    public override TopicCreation Creation => TopicCreation.WithPeer;
    public override ReplyCode MissingCode => ReplyCodes.UserNotFound;
    public override MetaParts Readable => MetaParts.Desc | MetaParts.Sub | MetaParts.Data | MetaParts.Del | MetaParts.Aux;
    public override MetaParts Settable => MetaParts.Desc | MetaParts.Sub | MetaParts.Aux;
    public override bool RemembersLeavers => true;
    public override bool HasOthers => true;
    public override bool CallsAllowed => true;

    public override string AddressFor(TopicName name, UserId viewer, bool asReader) =>
        name.TryGetPeerOf(viewer, out var peer) ? peer.ToString() : name.Value;

    public override TopicCard CardFor(TopicView topic, SessionId session, StoredUser? peer) => new(peer?.Public ?? default, peer?.Trusted ?? default);

    public override DefaultAccess? DefaultsFor(TopicView topic, AccessMode mode) => null;

    /// <summary>Nobody changes the other user.</summary>
    public override bool MayDescribe(TopicView topic, UserId user, bool asReader) => false;

    /// <summary>The defaults of the peer decide; they are read where a conversation begins.</summary>
    public override AccessMode AccessFor(TopicView topic, AuthLevel level, TopicOptions options) =>
        level == AuthLevel.Root ? AccessMasks.P2P(options.P2PDeleteEnabled) : topic.Access.For(level);

    /// <summary>A can never be taken away: either may always say what the other may do.</summary>
    public override AccessMode Clamp(AccessMode mode, TopicOptions options) =>
        mode & AccessMasks.P2P(options.P2PDeleteEnabled) | AccessMode.Approve;
}
