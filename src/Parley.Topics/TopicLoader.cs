using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Topics;

/// <summary>Builds the memory of a topic from what is stored.</summary>
public static class TopicLoader
{
    /// <summary>The topic as stored; one that does not exist comes back as such, for it may be about to be created.</summary>
    public static async ValueTask<TopicState> LoadAsync(TopicName name, ITopicReader reader, CancellationToken cancellationToken)
    {
        if (!name.IsSelf && name.TryGetOwner(out var user))
            return await LoadOfUserAsync(name, user, reader, cancellationToken);
        var row = await reader.Topics.FindAsync(name, cancellationToken);
        if (row is null || row.State == ObjectState.Deleted)
            return new TopicState(name);
        return new TopicState(row, await reader.Subscriptions.OfTopicAsync(name, includeDeleted: false, cancellationToken));
    }

    private static async ValueTask<TopicState> LoadOfUserAsync(
        TopicName name, UserId user, ITopicReader reader, CancellationToken cancellationToken)
    {
        var row = await reader.Users.FindAsync(user, cancellationToken);
        if (row is null || row.State == ObjectState.Deleted)
            return new TopicState(name);
        var subscription = await reader.Subscriptions.FindAsync(new SubscriptionKey(name, user), cancellationToken);
        return new TopicState(name, row, subscription);
    }
}
