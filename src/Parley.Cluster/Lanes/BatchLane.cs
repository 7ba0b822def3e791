namespace Parley.Cluster.Lanes;

/// <summary>
/// An ordered path: bounded, and one batch in flight. What is added while a batch is under way goes with the next one, so the lane
/// is the fuller the slower the other side, and order never depends on which of two calls arrives first.
/// </summary>
/// <param name="itemsMax">Items waiting at most.</param>
/// <param name="batchMax">Items of one batch at most.</param>
/// <param name="sendAsync">Carries a batch over. Does not throw; the next batch starts when it has completed. The list is reused.</param>
internal sealed class BatchLane<T>(int itemsMax, int batchMax, Func<List<T>, ValueTask> sendAsync) : IThreadPoolWorkItem
{
    private readonly Lock _lock = new();
    private readonly Queue<T> _waiting = new();
    private readonly List<T> _batch = [];
    private bool _isSending, _hasEnded;

    /// <summary>How full the lane is, 0 to 1.</summary>
    public float Fullness => (float)_waiting.Count / itemsMax;

    /// <summary>False if the lane is full: the item was not taken.</summary>
    public bool TryAdd(T item)
    {
        lock (_lock)
        {
            if (_hasEnded)
                return true;
            if (_waiting.Count >= itemsMax)
                return false;
            _waiting.Enqueue(item);
            if (_isSending)
                return true;
            _isSending = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    /// <summary>Takes everything out that is waiting.</summary>
    public IReadOnlyList<T> Clear()
    {
        lock (_lock)
        {
            T[] dropped = [.. _waiting];
            _waiting.Clear();
            return dropped;
        }
    }

    /// <summary>The other side is gone: what is waiting is dropped, and so is what comes.</summary>
    public void End()
    {
        lock (_lock)
        {
            _hasEnded = true;
            _waiting.Clear();
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = SendAsync();

    private async Task SendAsync()
    {
        while (Take())
        {
            await sendAsync(_batch);
            _batch.Clear();
        }
    }

    private bool Take()
    {
        lock (_lock)
        {
            while (_batch.Count < batchMax && _waiting.TryDequeue(out var item))
                _batch.Add(item);
            return _isSending = _batch.Count > 0;
        }
    }
}
