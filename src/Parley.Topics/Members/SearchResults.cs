using System.Buffers;
using System.Text.Json;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Topics.Handlers;
using Parley.Topics.Tags;

namespace Parley.Topics.Members;

/// <summary>Decides what a {get sub} on fnd lists: users and groups whose tags match the query (part B 8.6).</summary>
public sealed class SearchResults(TopicOptions options, TagRewriting rewriting) : TopicHandler<SearchFacts>
{
    protected override async ValueTask<SearchFacts> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken)
    {
        // Compat: a query that cannot be read finds nothing, without a word.
        if (SearchQueryParser.Parse(QueryOf(topic, request)) is not { } terms)
            return SearchFacts.Nothing;
        if (terms.Required.Count + terms.Optional.Count > options.SearchTermsMax)
            return new SearchFacts([], ReplyCodes.PolicyViolation);
        IReadOnlyList<string>[] required =
            [.. terms.Required.Select(t => rewriting.Rewrite(t, request.Who.Country)).Where(group => group.Count > 0)];
        string[] optional = [.. terms.Optional.SelectMany(t => rewriting.Rewrite(t, request.Who.Country))];
        if (required.Length == 0 && optional.Length == 0)
            return SearchFacts.Nothing;
        if (required.SelectMany(group => group).Concat(optional).Any(tag => MaskedTags.Forbid(topic, tag, options)))
            return new SearchFacts([], ReplyCodes.PermissionDenied);
        var query = new SearchQuery(
            request.Who.User, required, optional, options.AliasNamespace is { Length: > 0 } alias ? alias + ":" : null,
            request.Who.IsRootSession, options.ListMax);
        return new SearchFacts(await reader.Topics.SearchAsync(query, cancellationToken));
    }

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, SearchFacts facts)
    {
        if (facts.Refusal is { } refusal)
            return request.Refuse(topic, refusal);
        var asked = request.Query().Sub;
        return SubscriptionList.Reply(topic, request, [.. facts.Found.Select(f => Entry(f, request.Who.Level, asked))]);
    }

    // The query of this session goes before the one that the user has stored. What is not a text counts as none.
    private static string? QueryOf(TopicView topic, TopicRequest request)
    {
        var own = topic.Queries.GetValueOrDefault(request.Session).AsString();
        return string.IsNullOrEmpty(own) ? topic.LiveMember(request.Who.User)?.Private.AsString() : own;
    }

    private static TopicSub Entry(FoundObject found, AuthLevel level, GetOptions? asked)
    {
        var isNews = asked.IsNews(found.Updated);
        var mode = found.IsChannel ? AccessMasks.ChannelReader : found.Access.For(level);
        return new TopicSub
        {
            Topic = found.IsChannel ? found.Name.ChannelAddress : found.Name.Value,
            Updated = found.Updated,
            Access = new AccessPart(null, null, mode.ToString()),
            SubscriberCount = found.SubscriberCount,
            Public = isNews ? found.Public : default,
            Trusted = isNews ? found.Trusted : default,
            Private = ListOf(found.MatchedTags.Order(StringComparer.Ordinal)),
        };
    }

    private static Payload ListOf(IEnumerable<string> tags)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var tag in tags)
                writer.WriteStringValue(tag);
            writer.WriteEndArray();
        }
        return new Payload(buffer.WrittenMemory.ToArray());
    }
}
