using Parley.Protocol.Names;

namespace Parley.Storage.Sql.Keys;

/// <summary>Row keys of topics by name, at most so many. Thread-safe.</summary>
/// <remarks>Two halves: when the young one is full it becomes the old one, and what was old and not used since is forgotten.</remarks>
internal sealed class TopicKeyCache(int topicsMax)
{
    private readonly Lock _lock = new();
    private readonly int _halfMax = Math.Max(1, topicsMax / 2);
    private Dictionary<string, long> _young = [];
    private Dictionary<string, long> _old = [];
    private long _removals;

    /// <summary>Grows with every removal. To be read before the database is.</summary>
    public long Removals
    {
        get
        {
            lock (_lock)
                return _removals;
        }
    }

    public long? Find(TopicName topic)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(topic.Value, out var key))
                return key;
            if (!_old.Remove(topic.Value, out key))
                return null;
            Put(topic, key);
            return key;
        }
    }

    /// <summary>Keeps a key that was read; not if topics have been removed since, for this may be one of them.</summary>
    public void Add(TopicName topic, long key, long removalsBefore)
    {
        lock (_lock)
        {
            if (removalsBefore == _removals)
                Put(topic, key);
        }
    }

    public void Remove(TopicName topic)
    {
        lock (_lock)
        {
            _removals++;
            _young.Remove(topic.Value);
            _old.Remove(topic.Value);
        }
    }

    private void Put(TopicName topic, long key)
    {
        if (_young.Count >= _halfMax)
            (_young, _old) = ([], _young);
        _young[topic.Value] = key;
    }
}
