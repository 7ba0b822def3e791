using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Topics.Kinds;

/// <summary>A user's notes to itself.</summary>
internal sealed class SelfKind : TopicKind
{
    public static readonly SelfKind Instance = new();

    public override string Word => "self";
    public override DescriptionSource Description => DescriptionSource.None;
    public override SubscriptionSource Subscriptions => SubscriptionSource.None;
    public override TopicCreation Creation => TopicCreation.ForOwner;
    public override MetaParts Readable => MetaParts.Desc | MetaParts.Sub | MetaParts.Data | MetaParts.Del | MetaParts.Aux;
    public override MetaParts Settable => MetaParts.Desc | MetaParts.Sub | MetaParts.Aux;

    public override string AddressFor(TopicName name, UserId viewer, bool asReader) => TopicAddress.Self;

    /// <summary>Compat: the reference stores more than it gives, and lists what it stores.</summary>
    public override AccessMode GivenListed(AccessMode given) => AccessMasks.Full;

    public override AccessMode AccessFor(TopicView topic, AuthLevel level, TopicOptions options) =>
        level == AuthLevel.Anonymous ? AccessMode.None : AccessMasks.Self;
}
