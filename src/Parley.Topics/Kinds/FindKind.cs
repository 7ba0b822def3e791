using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;

namespace Parley.Topics.Kinds;

/// <summary>A user's search for other users and groups.</summary>
internal sealed class FindKind : TopicKind
{
    public static readonly FindKind Instance = new();

    public override string Word => "find";
    public override DescriptionSource Description => DescriptionSource.Query;
    public override SubscriptionSource Subscriptions => SubscriptionSource.SearchResults;
    public override ReplyCode MissingCode => ReplyCodes.NotFound;
    public override MetaParts Readable => MetaParts.Desc | MetaParts.Sub | MetaParts.Tags | MetaParts.Del;
    public override MetaParts Settable => MetaParts.Desc | MetaParts.Sub;
    public override bool CanUnsubscribe => false;

    public override string AddressFor(TopicName name, UserId viewer, bool asReader) => TopicAddress.Find;

    public override AccessMode AccessFor(TopicView topic, AuthLevel level, TopicOptions options) => AccessMasks.Me;
}
