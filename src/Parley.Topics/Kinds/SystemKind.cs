using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Topics.Kinds;

/// <summary>The topic of the whole server: everybody may write to it, root users read it.</summary>
internal sealed class SystemKind : TopicKind
{
    public static readonly SystemKind Instance = new();

    public override string Word => "system";
    public override DescriptionSource Description => DescriptionSource.Topic;
    public override SubscriptionSource Subscriptions => SubscriptionSource.None;
    public override MetaParts Readable => MetaParts.Desc | MetaParts.Sub | MetaParts.Data | MetaParts.Del;
    public override MetaParts Settable => MetaParts.Desc | MetaParts.Sub;
    public override bool AcceptsFromOutside => true;
    public override bool RootOnly => true;
    public override bool UnloadsWhenIdle => false;

    public override string AddressFor(TopicName name, UserId viewer, bool asReader) => TopicAddress.System;

    public override bool MayPublish(AccessMode mode) => true;

    public override AccessMode AccessFor(TopicView topic, AuthLevel level, TopicOptions options) =>
        level == AuthLevel.Root ? AccessMasks.System : AccessMode.None;

    public override AccessMode Clamp(AccessMode mode, TopicOptions options) => mode & AccessMasks.System;

    public override AccessMode ClampOfNewcomer(AccessMode mode) => mode & AccessMasks.System | AccessMode.Write | AccessMode.Join;
}
