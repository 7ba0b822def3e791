using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Topics.Audiences;
using Parley.Topics.Handlers;

namespace Parley.Topics.History;

/// <summary>Decides what a {get data} returns: messages, newest first, then how many there were (part B 6.6).</summary>
public sealed class GetDataHandler(TopicOptions options) : TopicHandler<IReadOnlyList<StoredMessage>>
{
    private const string What = "data";

    protected override ValueTask<IReadOnlyList<StoredMessage>> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken) =>
        Refusal(topic, request) is null && topic.LastSeq > 0
            ? reader.Messages.ReadAsync(topic.Name, request.Who.User, QueryOf(request.Query().Data), cancellationToken)
            : new([]);

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, IReadOnlyList<StoredMessage> messages)
    {
        if (Refusal(topic, request) is { } refusal)
            return request.Refuse(topic, refusal);
        if (messages.Count == 0)
            return request.NoContent(topic, What);
        var plan = new TopicPlan(request);
        var name = request.NameSeen(topic);
        var forReader = request.IsFromReader(topic) || request.SpeaksAsReader();
        foreach (var message in messages)
            plan.Send(DataPackets.Of(message, name, forReader));
        plan.Reply(ReplyCodes.Delivered, Counted(messages.Count), request.NameInReplies(topic));
        return plan;
    }

    private static ReplyCode? Refusal(TopicView topic, TopicRequest request)
    {
        if (request.Query().Data is { IfModifiedSince: not null } or { User.Length: > 0 } or { Topic.Length: > 0 })
            return ReplyCodes.Malformed;
        return topic.ParticipantOf(request) is { Mode.IsReader: true } ? null : ReplyCodes.PermissionDenied;
    }

    private MessageQuery QueryOf(GetOptions? asked) => new(
        Math.Max(0, asked?.Since ?? 0),
        Math.Max(0, asked?.Before ?? 0),
        asked.LimitOf(options.MessagesPageMax),
        asked?.Ranges is { Count: > 0 } ranges ? SeqRangeSet.Merge(ranges) : null);

    private static Protocol.Payload Counted(int count) => ReplyParams.Write(writer =>
    {
        writer.WriteString("what", What);
        writer.WriteNumber("count", count);
    });
}
