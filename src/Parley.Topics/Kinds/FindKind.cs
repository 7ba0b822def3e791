using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;

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
    public override bool IsListed => false;

    public override string AddressFor(TopicName name, UserId viewer, bool asReader) => TopicAddress.Find;

    /// <summary>What this session searches for. The reference shows the queries of all sessions, by the ids of the sessions.</summary>
    public override TopicCard CardFor(TopicView topic, SessionId session, StoredUser? peer) => new(topic.Queries.GetValueOrDefault(session), default);

    /// <summary>Nobody else joins a search.</summary>
    public override DefaultAccess? DefaultsFor(TopicView topic, AccessMode mode) => mode.IsSharer ? default(DefaultAccess) : null;

    public override AccessMode AccessFor(TopicView topic, AuthLevel level, TopicOptions options) => AccessMasks.Me;
}
