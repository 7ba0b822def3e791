using Parley.Protocol.Access;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Access;
using Parley.Topics.Handlers;

namespace Parley.Topics.Members;

/// <summary>What all lists of subscriptions have in common.</summary>
public static class SubscriptionList
{
    /// <summary>The list, or word that it is empty.</summary>
    public static TopicPlan Reply(TopicView topic, TopicRequest request, IReadOnlyList<TopicSub> entries) => entries.Count == 0
        ? request.NoContent(topic, "sub")
        : request.Answer(new MetaPacket { Topic = request.NameInReplies(topic), Sub = entries });

    /// <summary>A subscription that has ended is told only to those who may not know it yet.</summary>
    public static bool IsTold(StoredSubscription row, GetOptions? options) =>
        row.Deleted is not { } deleted || (options?.IfModifiedSince is { } since && deleted > since);

    /// <summary>
    /// The access of a member as another one sees it: sharers see everybody's, everybody sees the admins' and its own.
    /// </summary>
    public static AccessPart? AccessSeen(StoredSubscription row, Viewer viewer) =>
        viewer.Mode.IsSharer || row.Key.User == viewer.User || row.Mode.IsAdmin ? AccessParams.PartOf(row.Want, row.Given) : null;
}
