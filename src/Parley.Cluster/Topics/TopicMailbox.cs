using Microsoft.Extensions.Logging;
using Parley.Cluster.Routing;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Routing;
using Parley.Topics;

namespace Parley.Cluster.Topics;

/// <summary>
/// The order inside one topic: a bounded queue, and one pump which hands its inputs to the rules, one after the other. The pump
/// runs on the thread pool, never in a grain's turn, and only while there is something to do.
/// </summary>
internal sealed partial class TopicMailbox : IThreadPoolWorkItem
{
    // So many inputs are handled in one go before others get the thread.
    private const int RunMax = 128;

    private readonly MailboxServices _services;
    private readonly Action<TopicMailbox> _closed;
    private readonly GrainEffectSink _sink;
    private readonly TopicTimers _timers;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Lock _lock = new();
    private readonly Queue<TopicInput> _queue = new();
    private Dictionary<FrontEndId, LastBatch>? _batches;
    private List<(long Taken, TaskCompletionSource Handled)>? _waiters;
    private long _taken;
    private bool _isPumping, _closeAsked, _isEnding, _refuses;

    private ITopicRunner _runner;
    private volatile float _fullness;

    /// <param name="name">The topic.</param>
    /// <param name="services">Shared by all.</param>
    /// <param name="closed">Is called once when the topic has unloaded itself.</param>
    public TopicMailbox(TopicName name, MailboxServices services, Action<TopicMailbox> closed)
    {
        (Name, _services, _closed) = (name, services, closed);
        Activation = Random.Shared.NextInt64(1, long.MaxValue);
        _timers = new TopicTimers(services.Time, timer => Post(timer));
        _sink = new GrainEffectSink(this, services.Effects);
        _runner = services.Runners.Create(name, _sink);
    }

    private enum Step
    {
        Handle,
        Yield,
        Rest,
        Close,
        End,
    }

    public TopicName Name { get; }

    /// <summary>This life of the topic: a random number, never 0.</summary>
    public long Activation { get; }

    public TopicTimers Timers => _timers;

    /// <summary>Hands over an input. What frees memory or must be known is taken however full the queue is.</summary>
    public PostOutcome Post(TopicInput input)
    {
        lock (_lock)
        {
            if (_refuses)
                return PostOutcome.Closed;
            if (_queue.Count >= _services.Options.MailboxInputsMax && !IsVital(input))
                return PostOutcome.Full;
            _queue.Enqueue(input);
            if (!StartPump())
                return PostOutcome.Accepted;
        }
        Schedule();
        return PostOutcome.Accepted;
    }

    /// <summary>Hands over a batch of another process. One that comes a second time is answered like the first time.</summary>
    /// <param name="frontEnd">The sender.</param>
    /// <param name="sequence">Grows with the sender's batches.</param>
    /// <param name="inputs">In their order; null stands for one that could not be read.</param>
    /// <param name="taken">How many from the front were taken.</param>
    public PostOutcome PostBatch(FrontEndId frontEnd, long sequence, IReadOnlyList<TopicInput?> inputs, out int taken)
    {
        taken = 0;
        lock (_lock)
        {
            if (_refuses)
                return PostOutcome.Closed;
            _batches ??= [];
            if (_batches.TryGetValue(frontEnd, out var last) && last.Sequence >= sequence)
            {
                taken = last.Taken;
                return PostOutcome.Accepted;
            }
            foreach (var input in inputs)
            {
                if (_queue.Count >= _services.Options.MailboxInputsMax && input is not null && !IsVital(input))
                    break;
                if (input is not null)
                    _queue.Enqueue(input);
                taken++;
            }
            _batches[frontEnd] = new LastBatch(sequence, taken);
            if (_queue.Count == 0 || !StartPump())
                return PostOutcome.Accepted;
        }
        Schedule();
        return PostOutcome.Accepted;
    }

    /// <summary>A process is lost: its sessions here are no more.</summary>
    public void FrontEndLost(FrontEndId frontEnd)
    {
        lock (_lock)
        {
            if (_batches is null || !_batches.Remove(frontEnd))
                return;
        }
        Post(new TopicInput.FrontEndGone(frontEnd, _services.Time.UtcMilliseconds()));
    }

    /// <summary>Completes when everything that was posted before is handled.</summary>
    public Task WhenHandledAsync()
    {
        lock (_lock)
        {
            if (!_isPumping)
                return Task.CompletedTask;
            var handled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (_waiters ??= []).Add((_taken + _queue.Count, handled));
            return handled.Task;
        }
    }

    /// <summary>The topic wants to be unloaded. If requests have come meanwhile, it is loaded again instead.</summary>
    public void AskClose()
    {
        lock (_lock)
        {
            _closeAsked = true;
            if (_refuses || !StartPump())
                return;
        }
        Schedule();
    }

    /// <summary>Takes nothing more, handles what is waiting and completes when all of it is stored and told.</summary>
    public Task EndAsync()
    {
        lock (_lock)
        {
            if (_refuses)
                return _ended.Task;
            _refuses = _isEnding = true;
            if (!StartPump())
                return _ended.Task;
        }
        Schedule();
        return _ended.Task;
    }

    /// <summary>How full the queues of receiving sessions are. Over half makes the next publish wait.</summary>
    /// <param name="fullness">0 to 1.</param>
    public void ReportFullness(float fullness)
    {
        if (fullness > _fullness)
            _fullness = fullness;
    }

    void IThreadPoolWorkItem.Execute() => _ = PumpAsync();

    private static bool IsVital(TopicInput input) => input is not (TopicInput.Request { Asked.Resumes: null } or TopicInput.Notice or TopicInput.Activity);

    private void Schedule() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    // Under the lock. True if the caller has to schedule the pump.
    private bool StartPump()
    {
        if (_isPumping)
            return false;
        return _isPumping = true;
    }

    // Under the lock. Whoever waits for the pump must not wait for one that has stopped.
    private void StopPump()
    {
        _isPumping = false;
        if (_waiters is not null)
            TellWaiters();
    }

    private async Task PumpAsync()
    {
        for (var handled = 0; ; handled++)
        {
            switch (Next(handled, out var input))
            {
                case Step.Handle:
                    await HandleAsync(input!);
                    break;
                case Step.Yield:
                    Schedule();
                    return;
                case Step.Rest:
                    return;
                case Step.Close:
                    if (await CloseAsync())
                        return;
                    break;
                case Step.End:
                    await EndLifeAsync();
                    lock (_lock)
                        StopPump();
                    _ended.TrySetResult();
                    return;
            }
        }
    }

    private Step Next(int handled, out TopicInput? input)
    {
        lock (_lock)
        {
            input = null;
            if (_waiters is not null)
                TellWaiters();
            if (_closeAsked)
                return Step.Close;
            if (_queue.Count > 0)
            {
                if (handled >= RunMax)
                    return Step.Yield;
                input = _queue.Dequeue();
                _taken++;
                return Step.Handle;
            }
            if (_isEnding)
                return Step.End;
            StopPump();
            return Step.Rest;
        }
    }

    private async ValueTask HandleAsync(TopicInput input)
    {
        if (input is TopicInput.Timer timer && !_timers.TakeCurrent(timer))
            return;
        try
        {
            if (_fullness > 0.5f && input is TopicInput.Request { Asked.Packet: PubPacket })
                await WaitForReadersAsync();
            await _runner.HandleAsync(input, CancellationToken.None);
            // After these a topic may have decided to close. The effect that says so waits for the commits before it; what comes next
            // is for the next life and must not be refused by this one.
            if (input is TopicInput.Timer or TopicInput.AccountGone or TopicInput.Removal)
                await _runner.DrainAsync();
        }
#pragma warning disable CA1031 // The rules do not throw; if they do, it costs one input and not the topic.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.InputFailed(_services.Logger, exception, Name.Value, input.GetType().Name);
        }
    }

    private async ValueTask WaitForReadersAsync()
    {
        var fullness = Math.Min(_fullness, 1f);
        // Each publish waits once for what the one before has reported: bounded, whatever the readers do.
        _fullness = 0;
        await Task.Delay(_services.Options.PublishDelayMax * ((fullness - 0.5) * 2), _services.Time);
    }

    private async ValueTask<bool> CloseAsync()
    {
        await EndLifeAsync();
        lock (_lock)
        {
            _closeAsked = false;
            // Only requests and orders of the operator load a topic; what else came is about a life that is over.
            while (_queue.TryPeek(out var input) && input is not (TopicInput.Request or TopicInput.Removal))
            {
                _queue.Dequeue();
                _taken++;
            }
            if (_queue.Count > 0)
            {
                _runner = _services.Runners.Create(Name, _sink);
                return false;
            }
            _refuses = true;
            StopPump();
        }
        _closed(this);
        _ended.TrySetResult();
        return true;
    }

    private async ValueTask EndLifeAsync()
    {
        try
        {
            await _runner.DrainAsync();
        }
#pragma warning disable CA1031 // A topic that cannot tell of its last writes is unloaded nevertheless.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.DrainFailed(_services.Logger, exception, Name.Value);
        }
        _timers.CancelAll();
        _sink.EndLife();
    }

    private void TellWaiters()
    {
        foreach (var (taken, handled) in _waiters!)
        {
            if (taken <= _taken)
                handled.TrySetResult();
        }
        if (_waiters.RemoveAll(w => w.Taken <= _taken) > 0 && _waiters.Count == 0)
            _waiters = null;
    }

    private readonly record struct LastBatch(long Sequence, int Taken);

    private static partial class Log
    {
        [LoggerMessage(EventName = "InputFailed", Level = LogLevel.Error, Message = "Topic {Topic} failed to handle {Input}.")]
        public static partial void InputFailed(ILogger logger, Exception exception, string topic, string input);

        [LoggerMessage(EventName = "DrainFailed", Level = LogLevel.Error, Message = "Topic {Topic} failed to finish its writes.")]
        public static partial void DrainFailed(ILogger logger, Exception exception, string topic);
    }
}
