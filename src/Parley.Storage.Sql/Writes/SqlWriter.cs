using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Storage.Sql.Connections;
using Parley.Storage.Sql.Keys;

namespace Parley.Storage.Sql.Writes;

/// <summary>
/// What writes work with: the connection that writes, and the keys of topics as the open transaction sees them. Belongs to the
/// writer thread.
/// </summary>
internal sealed class SqlWriter(PreparedConnection database, UserKeys users, TopicKeyCache topics)
{
    private const string FindKey = "SELECT key FROM topics WHERE name = @name";

    // Topics that the transaction has made (their keys) or removed (null). Only a commit may tell the readers.
    private readonly Dictionary<TopicName, long?> _changed = [];
    private readonly List<(TopicName Topic, bool WasChanged, long? Before)> _undo = [];

    public PreparedConnection Database { get; } = database;

    public UserKeys Users { get; } = users;

    /// <summary>The key of a topic's row; null if it has none.</summary>
    public long? FindTopic(TopicName topic)
    {
        if (topic.Value is null)
            return null;
        if (_changed.Count > 0 && _changed.TryGetValue(topic, out var changed))
            return changed;
        if (topics.Find(topic) is { } known)
            return known;
        var removals = topics.Removals;
        if (Database.Scalar(FindKey, topic.Value) is not long key)
            return null;
        topics.Add(topic, key, removals);
        return key;
    }

    /// <summary>The topic's key as subscriptions have it; null if there can be no such subscription.</summary>
    public long? FindTopic(SubscriptionKey subscription) =>
        TopicKeys.IsPersonal(subscription.Topic, subscription.User, out var key) ? key : FindTopic(subscription.Topic);

    /// <summary>A topic has got a row, or (null) lost it.</summary>
    public void NoteTopic(TopicName topic, long? key)
    {
        var wasChanged = _changed.TryGetValue(topic, out var before);
        _undo.Add((topic, wasChanged, before));
        _changed[topic] = key;
    }

    /// <summary>A unit of writes begins: until the next one its changes can be undone.</summary>
    public void BeginUnit() => _undo.Clear();

    public void UndoUnit()
    {
        for (var i = _undo.Count - 1; i >= 0; i--)
        {
            var (topic, wasChanged, before) = _undo[i];
            if (wasChanged)
                _changed[topic] = before;
            else
                _changed.Remove(topic);
        }
        _undo.Clear();
    }

    /// <summary>The transaction has been committed.</summary>
    public void Publish()
    {
        foreach (var (topic, key) in _changed)
        {
            // A topic made again has another key than the one that may be remembered.
            topics.Remove(topic);
            if (key is { } known)
                topics.Add(topic, known, topics.Removals);
        }
        Forget();
    }

    /// <summary>The transaction has been rolled back.</summary>
    public void Forget()
    {
        _changed.Clear();
        _undo.Clear();
    }
}
