using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;

namespace Parley.Topics.Kinds;

/// <summary>A user's own topic: contact list, own description, presence of contacts.</summary>
internal sealed class MeKind : TopicKind
{
    public static readonly MeKind Instance = new();

    public override string Word => "me";
    public override DescriptionSource Description => DescriptionSource.User;
    public override SubscriptionSource Subscriptions => SubscriptionSource.Contacts;
    public override ReplyCode MissingCode => ReplyCodes.UserNotFound;
    public override MetaParts Readable => MetaParts.Desc | MetaParts.Sub | MetaParts.Tags | MetaParts.Cred | MetaParts.Del;
    public override MetaParts Settable => MetaParts.Desc | MetaParts.Sub | MetaParts.Tags | MetaParts.Cred;
    public override bool CanUnsubscribe => false;
    public override bool IsListed => false;
    public override bool KeepsContacts => true;

    public override string AddressFor(TopicName name, UserId viewer, bool asReader) => TopicAddress.Me;

    public override DefaultAccess? DefaultsFor(TopicView topic, AccessMode mode) => topic.Access;

    /// <summary>Compat: who comes back to its own topic wants what it grants to others as well; it is not given more.</summary>
    public override AccessMode AccessFor(TopicView topic, AuthLevel level, TopicOptions options) =>
        level == AuthLevel.Root ? AccessMasks.Me : topic.Access.For(level);
}
