using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Handlers;

namespace Parley.Topics.History;

/// <summary>Decides what a {get del} returns: which messages are deleted for everybody or for the requester (part B 6.7).</summary>
public sealed class GetDelHandler(TopicOptions options) : TopicHandler<IReadOnlyList<DeletionRecord>>
{
    protected override ValueTask<IReadOnlyList<DeletionRecord>> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken)
    {
        var asked = request.Query().Del;
        if (IsMalformed(asked) || !MayRead(topic, request) || topic.DelId == 0)
            return new([]);
        return reader.Messages.DeletionsAsync(
            topic.Name, request.Who.User, Math.Max(0, asked?.Since ?? 0), Math.Max(0, asked?.Before ?? 0),
            asked.LimitOf(options.ListMax), cancellationToken);
    }

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, IReadOnlyList<DeletionRecord> deletions)
    {
        if (IsMalformed(request.Query().Del))
            return request.Refuse(topic, ReplyCodes.Malformed);
        // Compat: who may not read is told that there is nothing, and not that it is denied.
        if (deletions.Count == 0 || !MayRead(topic, request))
            return request.NoContent(topic, "del");
        var ranges = SeqRangeSet.Merge(deletions.SelectMany(d => d.Ranges));
        return request.Answer(new MetaPacket
        {
            Topic = request.NameSeen(topic),
            Del = new DelValues(deletions.Max(d => d.DelId), ranges),
        });
    }

    private static bool MayRead(TopicView topic, TopicRequest request) =>
        topic.ParticipantOf(request) is { Mode.IsReader: true };

    private static bool IsMalformed(GetOptions? asked) =>
        asked is { IfModifiedSince: not null } or { User.Length: > 0 } or { Topic.Length: > 0 };
}
