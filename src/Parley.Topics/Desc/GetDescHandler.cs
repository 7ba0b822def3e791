using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Access;
using Parley.Topics.Handlers;
using Parley.Topics.Kinds;

namespace Parley.Topics.Desc;

/// <summary>Decides what a {get desc} shows to an attached session (part B 6.2). Reads the other user of a conversation.</summary>
public sealed class GetDescHandler : TopicHandler<StoredUser?>
{
    protected override async ValueTask<StoredUser?> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken)
    {
        if (!topic.Name.TryGetPeerOf(request.Who.User, out var peer))
            return null;
        return await reader.Users.FindAsync(peer, cancellationToken) is { State: not ObjectState.Deleted } user ? user : null;
    }

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, StoredUser? peer)
    {
        var options = request.Query().Desc;
        if (options is { User.Length: > 0 } or { Limit: not 0 })
            return request.Refuse(topic, ReplyCodes.Malformed);
        return request.Answer(new MetaPacket { Topic = request.NameInReplies(topic), Desc = Describe(topic, request, peer, options) });
    }

    private static TopicDesc Describe(TopicView topic, TopicRequest request, StoredUser? peer, GetOptions? options)
    {
        var own = topic.ParticipantOf(request);
        var mode = own?.Mode ?? AccessMode.None;
        // What a conversation shows has changed when the other user has.
        var updated = peer is not null && peer.Updated > topic.Updated ? peer.Updated : topic.Updated;
        var isNews = options.IsNews(updated);
        var card = isNews ? topic.Kind.CardFor(topic, request.Session, peer) : default;
        var desc = new TopicDesc
        {
            Created = options?.IfModifiedSince is null ? topic.Created : null,
            Updated = updated,
            Touched = mode.IsReader ? topic.Touched : updated,
            State = topic.Kind.Description == DescriptionSource.User && request.Who.IsRootSession ? StateWord(topic) : null,
            Online = topic.Kind.IsContact && mode.IsPresencer && topic.Attachments.Values.Any(a => !a.IsBackground),
            IsChannel = topic.IsChannel,
            Seen = mode.IsPresencer && peer?.LastSeen is { } seen ? new SeenPart(seen, peer.UserAgent) : null,
            DefaultAccess = topic.Kind.DefaultsFor(topic, mode) is { } defaults ? PartOf(defaults) : null,
            Access = own is null ? null : AccessParams.PartOf(own.Want, own.Given),
            SubscriberCount = topic.Kind.CountsSubscribers ? topic.SubscriberCount : 0,
            Public = card.Public,
            Trusted = card.Trusted,
            Private = isNews && own is not null ? own.Private : default,
        };
        if (own is null || !mode.IsReader)
            return desc;
        return desc with
        {
            Seq = topic.LastSeq,
            ReadSeq = own.ReadSeq,
            RecvSeq = Math.Max(own.RecvSeq, own.ReadSeq),
            DelId = Math.Max(own.DelId, topic.DelId),
        };
    }

    private static string StateWord(TopicView me) => me.IsReadOnly ? "susp" : "ok";

    private static DefaultAccessPart PartOf(DefaultAccess access) => new(access.Auth.ToString(), access.Anon.ToString());
}
