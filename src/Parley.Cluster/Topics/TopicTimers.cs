using Parley.Protocol;
using Parley.Topics;
using Parley.Topics.Effects;

namespace Parley.Cluster.Topics;

/// <summary>
/// The timers of one topic. One that has fired still has to wait its turn in the mailbox; if it is cancelled or started anew
/// meanwhile, it is not current any more and must not be handled.
/// </summary>
internal sealed class TopicTimers(TimeProvider time, Action<TopicInput.Timer> fire)
{
    private readonly Lock _lock = new();

    // Most topics have no timer most of the time.
    private Dictionary<TimerKey, Armed>? _armed;

    public void Arm(TimerKey key, TimeSpan due)
    {
        lock (_lock)
        {
            _armed ??= [];
            if (_armed.Remove(key, out var before))
                before.Stop();
            _armed[key] = new Armed(this, key, due);
        }
    }

    public void Cancel(TimerKey key)
    {
        lock (_lock)
        {
            if (_armed is not null && _armed.Remove(key, out var before))
                before.Stop();
        }
    }

    public void CancelAll()
    {
        lock (_lock)
        {
            foreach (var armed in _armed?.Values ?? Enumerable.Empty<Armed>())
                armed.Stop();
            _armed = null;
        }
    }

    /// <summary>True if the timer was neither cancelled nor started anew since it fired. Asked once for each.</summary>
    public bool TakeCurrent(TopicInput.Timer input)
    {
        lock (_lock)
        {
            if (_armed is null || !_armed.TryGetValue(input.Key, out var armed) || !ReferenceEquals(armed.Fired, input))
                return false;
            _armed.Remove(input.Key);
            armed.Stop();
            return true;
        }
    }

    private void Fire(Armed armed)
    {
        TopicInput.Timer input;
        lock (_lock)
        {
            if (_armed is null || !_armed.TryGetValue(armed.Key, out var current) || current != armed || armed.Fired is not null)
                return;
            armed.Fired = input = new TopicInput.Timer(armed.Key, time.UtcMilliseconds());
        }
        fire(input);
    }

    private sealed class Armed
    {
        private readonly ITimer _timer;

        public Armed(TopicTimers owner, TimerKey key, TimeSpan due)
        {
            (Owner, Key) = (owner, key);
            _timer = owner.Create(this, due);
        }

        public TopicTimers Owner { get; }

        public TimerKey Key { get; }

        public TopicInput.Timer? Fired { get; set; }

        public void Stop() => _timer.Dispose();
    }

    private ITimer Create(Armed armed, TimeSpan due)
    {
        // A timer must not carry on the context of whichever request happened to start it.
        using var _ = ExecutionContext.IsFlowSuppressed() ? default(IDisposable) : ExecutionContext.SuppressFlow();
        return time.CreateTimer(static state => ((Armed)state!).Owner.Fire((Armed)state), armed, due, Timeout.InfiniteTimeSpan);
    }
}
