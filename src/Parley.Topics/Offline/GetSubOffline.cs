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

/// <summary>Decides what a {get sub} shows to a session that is not attached: its own subscription, nothing else (part B 6.11).</summary>
public sealed class GetSubOffline : TopicHandler<StoredSubscription?>
{
    protected override ValueTask<StoredSubscription?> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken) =>
        reader.Subscriptions.FindAsync(
            new SubscriptionKey(topic.Name, request.Who.User, request.SpeaksAsReader()), cancellationToken);

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, StoredSubscription? row)
    {
        var user = request.Who.User.ToString();
        if (request.Query().Sub?.User is { Length: > 0 } asked && asked != user)
            return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);
        if (row is null)
            return TopicPlan.Reject(request, ReplyCodes.NotFound);
        return request.Answer(new MetaPacket { Topic = request.Address, Sub = [Entry(topic, row, user)] });
    }

    private static TopicSub Entry(TopicView topic, StoredSubscription row, string user)
    {
        if (row.Deleted is { } deleted)
            return new TopicSub { Deleted = deleted };
        var isReading = row.Mode.Has(AccessMode.Read | AccessMode.Join);
        return new TopicSub
        {
            User = user,
            Updated = row.Updated,
            Access = AccessParams.PartOf(row.Want, topic.Kind.GivenListed(row.Given)),
            // A stored search is nothing to list.
            Private = topic.Kind.Description == DescriptionSource.Query ? default : row.Private,
            DelId = isReading ? row.DelId : 0,
            ReadSeq = isReading ? row.ReadSeq : 0,
            RecvSeq = isReading ? row.RecvSeq : 0,
        };
    }
}
