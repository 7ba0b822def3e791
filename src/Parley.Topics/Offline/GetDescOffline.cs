using Parley.Protocol.Access;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Access;
using Parley.Topics.Handlers;
using Parley.Topics.Kinds;

namespace Parley.Topics.Offline;

/// <summary>Decides what a {get desc} shows to a session that is not attached (part B 6.10): how users look before they meet.</summary>
public sealed class GetDescOffline : TopicHandler<OfflineDescFacts>
{
    protected override async ValueTask<OfflineDescFacts> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken)
    {
        var self = request.Who.User;
        var user = topic.Kind.Description switch
        {
            DescriptionSource.User => self,
            DescriptionSource.Peer when topic.Name.TryGetPeerOf(self, out var peer) => peer,
            _ => default,
        };
        return new OfflineDescFacts(
            user.IsNone ? null : await reader.Users.FindAsync(user, cancellationToken),
            await OfflineRows.LoadReaderAsync(topic, request, reader, cancellationToken));
    }

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, OfflineDescFacts facts) => topic.Kind.Description switch
    {
        DescriptionSource.Topic => topic.Exists
            ? Answer(request, OfTopic(topic, request, facts.ReaderRow))
            : TopicPlan.Reject(request, topic.Kind.MissingCode),
        DescriptionSource.User or DescriptionSource.Peer => facts.User is { State: not ObjectState.Deleted } user
            ? Answer(request, OfUser(topic, request, user))
            : TopicPlan.Reject(request, ReplyCodes.UserNotFound),
        _ => TopicPlan.Reject(request, ReplyCodes.Malformed),
    };

    private static TopicPlan Answer(TopicRequest request, TopicDesc desc) =>
        request.Answer(new MetaPacket { Topic = request.Address, Desc = desc });

    private static TopicDesc OfTopic(TopicView topic, TopicRequest request, StoredSubscription? readerRow)
    {
        var own = OfflineRows.LiveOf(topic, request, readerRow);
        return new TopicDesc
        {
            Created = topic.Created,
            Updated = topic.Updated,
            IsChannel = topic.IsChannel,
            SubscriberCount = topic.SubscriberCount,
            Access = AccessOf(own, topic.Access, request),
            Public = topic.Public,
            Trusted = topic.Trusted,
            Private = own?.Private ?? default,
        };
    }

    private static TopicDesc OfUser(TopicView topic, TopicRequest request, StoredUser user)
    {
        // Compat: me shows what others would be given, and says so to no level at all.
        var own = topic.Kind.Description == DescriptionSource.User ? null : topic.LiveMember(request.Who.User)?.Row;
        return new TopicDesc
        {
            Created = user.Created,
            Updated = user.Updated,
            State = request.Who.IsRootSession ? (user.State == ObjectState.Suspended ? "susp" : "ok") : null,
            Access = AccessOf(own, user.Access, request),
            Public = user.Public,
            Trusted = user.Trusted,
            Private = own?.Private ?? default,
        };
    }

    // Compat: what strangers would be given, by the level of the session, whoever it acts for.
    private static AccessPart AccessOf(StoredSubscription? own, DefaultAccess access, TopicRequest request) =>
        own is not null ? AccessParams.PartOf(own.Want, own.Given)
        : request.Who.SessionLevel == AuthLevel.None ? new AccessPart(null, null)
        : new AccessPart(null, null, access.For(request.Who.SessionLevel).ToString());
}
