using Microsoft.Extensions.Logging;
using Parley.Cluster.Contracts;
using Parley.Cluster.FrontEnds;
using Parley.Cluster.Topics;
using Parley.Protocol.Names;
using Parley.Topics;

namespace Parley.Cluster.Lanes;

/// <summary>
/// From the sessions of this process to one topic that lives elsewhere or is being loaded. Ordered: an input leaves the lane only when the
/// topic's mailbox has taken it, and one batch is under way at a time. Remembers in which life of the topic the sessions here are
/// attached; if that one is over, they are attached to the next before anything else is sent.
/// </summary>
internal sealed partial class RequestLane(TopicName topic, RequestLanes lanes, LaneServices services, LocalDeliveries frontEnd)
    : IThreadPoolWorkItem
{
    private readonly Lock _lock = new();
    private readonly List<TopicInput> _waiting = [];
    private RequestBatch? _unacknowledged;
    private TopicHome? _home;
    private long _knownActivation;
    private SiloAddress? _knownSilo;
    private bool _isRunning, _isRetired, _mustResume, _wasSwept;

    public TopicName Topic => topic;

    /// <summary>False if the lane has ended: the way to the topic is to be looked up again.</summary>
    public bool TryPost(TopicInput input, out PostOutcome outcome)
    {
        lock (_lock)
        {
            outcome = PostOutcome.Accepted;
            if (_isRetired)
                return false;
            _wasSwept = false;
            if (_waiting.Count >= services.Options.RequestLaneInputsMax && input is not TopicInput.SessionGone)
            {
                outcome = PostOutcome.Full;
                return true;
            }
            _waiting.Add(input);
            Start();
        }
        return true;
    }

    /// <summary>The sessions here are to be attached anew. False if the lane has ended.</summary>
    /// <param name="life">The life of the topic to which they belonged; if they belong to another already, nothing is to be done.</param>
    public bool TryResume(long life)
    {
        lock (_lock)
        {
            if (_isRetired)
                return false;
            if (_knownActivation != 0 && _knownActivation != life)
                return true;
            _mustResume = true;
            Start();
        }
        return true;
    }

    /// <summary>True if the sessions here belong to this life of the topic; null if the lane has ended.</summary>
    public bool? IsCurrent(TopicHome home)
    {
        lock (_lock)
        {
            if (_isRetired)
                return null;
            if (_knownActivation == 0)
                (_home, _knownActivation, _knownSilo) = (home, home.Activation, home.Silo);
            return _knownActivation == home.Activation;
        }
    }

    /// <summary>If the topic lived there, the sessions here are attached to its next life.</summary>
    public void SiloLost(SiloAddress silo)
    {
        lock (_lock)
        {
            if (_isRetired || !silo.Equals(_knownSilo))
                return;
            (_home, _unacknowledged, _mustResume) = (null, null, true);
            Start();
        }
    }

    /// <summary>Ends the lane if nobody here is attached to the topic any more; asked from time to time.</summary>
    public void Sweep()
    {
        lock (_lock)
        {
            if (_isRetired || _isRunning)
                return;
            // A session whose attachment is under way is not seen yet: it has until the next time.
            if (_wasSwept && !frontEnd.IsAttached(topic))
                Retire();
            _wasSwept = true;
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private static bool IsResume(TopicInput input) => input is TopicInput.Request { Asked.Resumes: not null };

    private async Task RunAsync()
    {
        while (!lanes.IsStopped)
        {
            try
            {
                if (!await StepAsync())
                    return;
            }
#pragma warning disable CA1031 // Whatever went wrong between the processes: the lane goes on until its inputs are taken or too old.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (lanes.IsStopped)
                    return;
                Log.CallRepeated(services.Logger, exception, topic.Value);
                await Task.Delay(LaneServices.RetryDelay, services.Time);
            }
        }
    }

    private async ValueTask<bool> StepAsync()
    {
        TopicHome? home;
        lock (_lock)
        {
            DropWhatIsTooLate();
            if (_waiting.Count == 0 && !_mustResume && !TryRest())
                return true;
            if (!_isRunning)
                return false;
            home = _home;
        }
        if (home is null)
            await LocateAsync();
        else if (_mustResume && _unacknowledged is null)
            Resume();
        else if (home.Silo.Equals(services.Self.SiloAddress))
            await PostHereAsync(home);
        else
            await PostThereAsync(home);
        return true;
    }

    // Under the lock. False if there is something to do after all.
    private bool TryRest()
    {
        if (_home is null && _knownActivation != 0 && frontEnd.IsAttached(topic))
        {
            // The topic is not where it was, yet sessions here believe to be attached.
            _mustResume = true;
            return false;
        }
        _isRunning = false;
        if (_home is null || _home.Silo.Equals(services.Self.SiloAddress))
            Retire();
        return true;
    }

    private async ValueTask LocateAsync()
    {
        var home = await lanes.Locator.LocateAsync(topic).WaitAsync(services.Options.CallTimeout, services.Time);
        lock (_lock)
        {
            _mustResume |= _knownActivation != 0 && _knownActivation != home.Activation;
            (_home, _knownActivation, _knownSilo) = (home, home.Activation, home.Silo);
        }
    }

    private void Resume()
    {
        lock (_lock)
            _mustResume = false;
        var requests = frontEnd.ResumeRequests(topic);
        if (requests.Count > 0)
            Log.Resumed(services.Logger, requests.Count, topic.Value);
        lock (_lock)
        {
            _waiting.RemoveAll(IsResume);
            _waiting.InsertRange(0, requests.Select(r => new TopicInput.Request(r)));
        }
    }

    private async ValueTask PostHereAsync(TopicHome home)
    {
        var outcome = PostOutcome.Closed;
        if (lanes.Topics.TryGet(topic, out var mailbox) && mailbox.Activation == home.Activation)
        {
            lock (_lock)
            {
                var taken = 0;
                outcome = PostOutcome.Accepted;
                while (taken < _waiting.Count && (outcome = mailbox.Post(_waiting[taken])) == PostOutcome.Accepted)
                    taken++;
                _waiting.RemoveRange(0, taken);
            }
        }
        if (outcome == PostOutcome.Closed)
            await MovedAsync(home);
        else if (outcome == PostOutcome.Full)
            await Task.Delay(LaneServices.RetryDelay, services.Time);
    }

    private async ValueTask PostThereAsync(TopicHome home)
    {
        var batch = _unacknowledged ?? NextBatch(home);
        RequestAck ack;
        try
        {
            ack = await services.Peers.At(home.Silo).PostAsync(batch).WaitAsync(services.Options.CallTimeout, services.Time);
        }
        catch (Exception) when (services.FrontEnds.IsDead(home.Silo))
        {
            ack = new RequestAck { IsElsewhere = true };
        }
        if (ack.IsElsewhere)
        {
            await MovedAsync(home);
            return;
        }
        lock (_lock)
        {
            // Taken is taken, also by a process that is lost since: only new inputs have joined the lane meanwhile, at its end.
            _waiting.RemoveRange(0, ack.Taken);
            if (_unacknowledged != batch)
                return;
            _unacknowledged = null;
        }
        if (ack.Taken < batch.Inputs.Length)
            await Task.Delay(LaneServices.RetryDelay, services.Time);
    }

    private async ValueTask MovedAsync(TopicHome home)
    {
        lock (_lock)
        {
            if (_home == home)
                (_home, _unacknowledged) = (null, null);
        }
        // The old life is ending; the grain knows the next one in a moment.
        await Task.Delay(TimeSpan.FromMilliseconds(2), services.Time);
    }

    private RequestBatch NextBatch(TopicHome home)
    {
        lock (_lock)
        {
            return _unacknowledged = new RequestBatch
            {
                Topic = topic.Value,
                Activation = home.Activation,
                FrontEnd = frontEnd.Id.Value,
                Sender = services.Self.SiloAddress,
                Sequence = lanes.NextSequence(),
                Inputs = [.. _waiting.Take(services.Options.BatchItemsMax).Select(services.Codec.Encode).OfType<WireInput>()],
            };
        }
    }

    // Under the lock. What its session was told 503 for must not happen later; and only a request, or a session that is to be attached
    // anew, is a reason to load a topic.
    private void DropWhatIsTooLate()
    {
        if (_unacknowledged is not null)
            return;
        var oldest = services.Time.GetUtcNow().UtcDateTime - services.Options.RequestDeadline;
        _waiting.RemoveAll(i => i is TopicInput.Request { Asked.Resumes: null } && i.At < oldest);
        if (_home is not null)
            return;
        if (_mustResume && !frontEnd.IsAttached(topic))
            (_mustResume, _knownActivation, _knownSilo) = (false, 0, null);
        if (!_mustResume && !_waiting.Exists(i => i is TopicInput.Request))
            _waiting.Clear();
    }

    // Under the lock.
    private void Start()
    {
        if (_isRunning)
            return;
        _isRunning = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void Retire()
    {
        _isRetired = true;
        lanes.Remove(this);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "RequestRepeated", Level = LogLevel.Information, Message = "Requests to topic {Topic} are repeated.")]
        public static partial void CallRepeated(ILogger logger, Exception exception, string topic);

        [LoggerMessage(EventName = "Resumed", Level = LogLevel.Information, Message = "{Count} requests attach sessions anew to {Topic}.")]
        public static partial void Resumed(ILogger logger, int count, string topic);
    }
}
