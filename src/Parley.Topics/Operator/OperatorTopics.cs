using System.Runtime.CompilerServices;
using Parley.Accounts.Operator;
using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Topics.Kinds;

namespace Parley.Topics.Operator;

/// <summary>Topics in the hands of the operator: looked at and deleted, never read.</summary>
public sealed class OperatorTopics(IParleyStore store, ITopicRemoval removal)
{
    private const int PeopleMax = 1000;

    /// <summary>Topics in the order in which they were made.</summary>
    /// <exception cref="OperatorRefusalException">The topic to begin after does not exist.</exception>
    public async IAsyncEnumerable<OperatorTopic> ListAsync(TopicFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TopicName? after = filter.After is null ? null : (await FindAsync(filter.After, cancellationToken)).Name;
        var count = 0;
        await foreach (var row in store.Inventory.TopicsAsync(after, filter.State, cancellationToken))
        {
            var topic = Of(row);
            if ((filter.Kind is not null && topic.Kind != filter.Kind) || !Matches(topic, row.Tags, filter.Text))
                continue;
            yield return topic;
            if (++count == filter.Limit)
                yield break;
        }
    }

    /// <param name="name">"grp…", "chn…", "p2p…", "slf…" or "sys".</param>
    /// <exception cref="OperatorRefusalException">There is no such topic.</exception>
    public async ValueTask<OperatorTopicDetails> ShowAsync(string name, CancellationToken cancellationToken)
    {
        var topic = await FindAsync(name, cancellationToken);
        var members = await store.Subscriptions.MembersAsync(
            topic.Name, new MemberQuery(IncludeDeleted: false, Only: default, PeopleMax), cancellationToken);
        return new OperatorTopicDetails(
            Of(topic), topic.Access.Auth, topic.Access.Anon, topic.Tags,
            [.. members.Select(m => new OperatorMember(m.Subscription.Key.User, ShownName.In(m.Public), m.Subscription.Mode))]);
    }

    /// <summary>Deletes a topic: members learn that it is gone. Completes when it is.</summary>
    /// <param name="hard">Removes everything; else a group is marked deleted.</param>
    /// <exception cref="OperatorRefusalException">There is no such topic, or it cannot be deleted.</exception>
    public async ValueTask<OperatorTopic> DeleteAsync(string name, bool hard, CancellationToken cancellationToken)
    {
        var topic = await FindAsync(name, cancellationToken);
        if (TopicKind.Of(topic.Name).Creation == TopicCreation.None)
            throw new OperatorRefusalException($"The topic {name} belongs to the server and cannot be deleted.");
        if (topic.State == ObjectState.Deleted && !hard)
            throw new OperatorRefusalException($"The topic {name} is marked deleted already; --hard removes it for good.");
        await removal.RemoveAsync(topic.Name, hard, cancellationToken);
        if (await store.Topics.FindAsync(topic.Name, cancellationToken) is { } left && (hard || left.State != ObjectState.Deleted))
            throw new OperatorRefusalException($"The topic {name} could not be deleted; the server's log says why.");
        return Of(topic);
    }

    private async ValueTask<StoredTopic> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (TopicKind.Of(new TopicName(name)).Description is DescriptionSource.User or DescriptionSource.Query)
            throw new OperatorRefusalException($"{name} is part of an account; `parley user show {name}` and `parley user delete {name}` look after those.");
        // Channel readers know a group by another name.
        var topic = name.StartsWith(TopicName.ChannelPrefix, StringComparison.Ordinal)
            ? TopicName.GroupPrefix + name[TopicName.PrefixLength..]
            : name;
        return await store.Topics.FindAsync(new TopicName(topic), cancellationToken)
            ?? throw new OperatorRefusalException($"There is no topic \"{name}\"; `parley topic list` shows those there are.");
    }

    private static OperatorTopic Of(StoredTopic row) => new(
        row.Name,
        row.IsChannel ? "channel" : TopicKind.Of(row.Name).Word,
        ShownName.In(row.Public),
        row.Owner,
        row.State,
        row.SubscriberCount,
        row.LastSeq,
        row.Created,
        row.Touched);

    private static bool Matches(OperatorTopic topic, IReadOnlyList<string> tags, string? text) =>
        string.IsNullOrEmpty(text)
        || new[] { topic.Topic.Value, topic.Title }.Concat(tags)
            .Any(part => part?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);
}
