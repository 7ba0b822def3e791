using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Topics.Kinds;

/// <summary>A group, also one that channel readers may follow.</summary>
internal sealed class GroupKind : TopicKind
{
    public static readonly GroupKind Instance = new();

    public override string Word => "group";
    public override DescriptionSource Description => DescriptionSource.Topic;
    public override SubscriptionSource Subscriptions => SubscriptionSource.Members;
    public override TopicCreation Creation => TopicCreation.OnRequest;
    public override MetaParts Readable =>
        MetaParts.Desc | MetaParts.Sub | MetaParts.Data | MetaParts.Del | MetaParts.Tags | MetaParts.Aux;
    public override MetaParts Settable => MetaParts.Desc | MetaParts.Sub | MetaParts.Tags | MetaParts.Aux;
    public override bool CountsSubscribers => true;
    public override bool TellsWhoIsHere => true;
    public override bool IsContact => true;
    public override bool HasOthers => true;

    public override string AddressFor(TopicName name, UserId viewer, bool asReader) => asReader ? name.ChannelAddress : name.Value;

    /// <summary>The owner, as a member.</summary>
    public override bool MayDescribe(TopicView topic, UserId user, bool asReader) => topic.Owner == user && !asReader;

    public override AccessMode AccessFor(TopicView topic, AuthLevel level, TopicOptions options) =>
        level == AuthLevel.Root ? AccessMasks.Member : topic.Access.For(level);
}
