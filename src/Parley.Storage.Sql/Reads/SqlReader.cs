using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Storage.Sql.Connections;
using Parley.Storage.Sql.Keys;

namespace Parley.Storage.Sql.Reads;

/// <summary>What one read works with, for as long as it lasts.</summary>
internal sealed class SqlReader(PreparedConnection database, UserKeys users, TopicKeyCache topics)
{
    private const string FindKey = "SELECT key FROM topics WHERE name = @name";

    private long _removalsBefore;

    public PreparedConnection Database { get; } = database;

    public UserKeys Users { get; } = users;

    /// <summary>To be called before every read.</summary>
    public void Begin() => _removalsBefore = topics.Removals;

    /// <summary>The key of a topic's row; null if it has none.</summary>
    public long? FindTopic(TopicName topic)
    {
        if (topic.Value is null)
            return null;
        if (topics.Find(topic) is { } known)
            return known;
        if (Database.Scalar(FindKey, topic.Value) is not long key)
            return null;
        topics.Add(topic, key, _removalsBefore);
        return key;
    }

    /// <summary>The topic's key as subscriptions have it; null if there can be no such subscription.</summary>
    public long? FindTopic(SubscriptionKey subscription) =>
        TopicKeys.IsPersonal(subscription.Topic, subscription.User, out var key) ? key : FindTopic(subscription.Topic);
}
