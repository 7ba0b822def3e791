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
public sealed class GetTagsHandler(TopicOptions options) : TopicHandler<TopicName?>
{
    private const string What = "tags";

    protected override ValueTask<TopicName?> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken)
    {
        var tag = TagOf(topic, request);
        return topic.Kind.Description == DescriptionSource.Query && TagGrammar.TryParsePrefixed(tag, out _, out _) && !MaskedTags.Forbid(topic, tag!, options)
            ? reader.Topics.FindByTagAsync(tag!, cancellationToken)
            : new((TopicName?)null);
    }

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, TopicName? holder)
    {
        if (!topic.Kind.Readable.HasFlag(MetaParts.Tags))
            return request.Refuse(topic, ReplyCodes.NotAllowed);
        if (topic.Kind.Description == DescriptionSource.Query && TagOf(topic, request) is { } tag && MaskedTags.Forbid(topic, tag, options))
            return request.Refuse(topic, ReplyCodes.PermissionDenied);
        if (topic.Kind.Description == DescriptionSource.Query)
            return Reply(topic, request, holder is { } name ? [name.Value] : []);
        if (!topic.Kind.MayDescribe(topic, request.Who.User, request.IsFromReader(topic)))
            return request.Refuse(topic, ReplyCodes.PermissionDenied);
        return Reply(topic, request, topic.Tags);
    }

    // Tags are stored in lower case.
    private static string? TagOf(TopicView topic, TopicRequest request) =>
        topic.Queries.GetValueOrDefault(request.Session).AsString()?.ToLowerInvariant();

    private static TopicPlan Reply(TopicView topic, TopicRequest request, IReadOnlyList<string> tags) => tags.Count == 0
        ? request.NoContent(topic, What)
        : request.Answer(new MetaPacket { Topic = request.NameSeen(topic), Tags = tags });
}
