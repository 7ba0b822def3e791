using Parley.Accounts.Tags;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Topics.Handlers;
using Parley.Topics.Kinds;

namespace Parley.Topics.Tags;

/// <summary>
/// Decides what a {get tags} returns: own tags, those of a group to its owner, or on fnd who has the tag that is searched for
/// (part B 6.8, 8.7).
/// </summary>
public sealed class GetTagsHandler : TopicHandler<TopicName?>
{
    private const string What = "tags";

    protected override ValueTask<TopicName?> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken)
    {
        // Tags are stored in lower case.
        var tag = topic.Queries.GetValueOrDefault(request.Session).AsString()?.ToLowerInvariant();
        return topic.Kind.Description == DescriptionSource.Query && TagGrammar.TryParsePrefixed(tag, out _, out _)
            ? reader.Topics.FindByTagAsync(tag!, cancellationToken)
            : new((TopicName?)null);
    }

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, TopicName? holder)
    {
        if (!topic.Kind.Readable.HasFlag(MetaParts.Tags))
            return request.Refuse(topic, ReplyCodes.NotAllowed);
        if (topic.Kind.Description == DescriptionSource.Query)
            return Reply(topic, request, holder is { } name ? [name.Value] : []);
        if (topic.Kind.CountsSubscribers && (topic.Owner != request.Who.User || request.IsFromReader(topic)))
            return request.Refuse(topic, ReplyCodes.PermissionDenied);
        return Reply(topic, request, topic.Tags);
    }

    private static TopicPlan Reply(TopicView topic, TopicRequest request, IReadOnlyList<string> tags) => tags.Count == 0
        ? request.NoContent(topic, What)
        : request.Answer(new MetaPacket { Topic = request.NameSeen(topic), Tags = tags });
}
