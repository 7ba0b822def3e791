using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage;
using Parley.Storage.Ports;
using Parley.Storage.Writes;
using Parley.Topics.Effects;

namespace Parley.Topics;

/// <summary>
/// Memory runs ahead of the disk, effects run behind it: plans go to the database in runs, one run in flight, and the effects of a
/// plan leave when it and all plans before it are stored. If one fails nobody has heard of it or of those after it.
/// </summary>
internal sealed partial class CommitPipeline
{
    private readonly TopicName _topic;
    private readonly ICommit _commit;
    private readonly IEffectSink _sink;
    private readonly TopicInstruments _instruments;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly List<TopicPlan> _failed = [];
    private readonly List<TopicRequest> _retries = [];
    private readonly HashSet<TopicRequest> _failedRequests = new(ReferenceEqualityComparer.Instance);
    private List<TopicPlan> _queue = [];
    private bool _isRunning;
    private TaskCompletionSource? _idle;

    public CommitPipeline(TopicName topic, ICommit commit, IEffectSink sink, TopicInstruments instruments, ILogger logger) =>
        (_topic, _commit, _sink, _instruments, _logger) = (topic, commit, sink, instruments, logger);

    /// <summary>A commit has failed: the memory is not what is stored.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Everything accepted is stored and told.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
                return !_isRunning && !HasFailed;
        }
    }

    /// <summary>Takes a plan that was applied. Plans without writes wait their turn behind those with.</summary>
    public void Accept(TopicPlan plan)
    {
        lock (_lock)
        {
            // What was decided on a memory that has failed since is as good as not decided.
            if (_isRunning || plan.Writes.Count > 0 || HasFailed)
            {
                _queue.Add(plan);
                if (_isRunning)
                    return;
                _isRunning = true;
                _idle = null;
            }
            else
            {
                Emit(plan.Effects);
                return;
            }
        }
        _ = RunAsync();
    }

    /// <summary>Completes when everything accepted is stored, or has failed, and was told.</summary>
    public ValueTask DrainAsync()
    {
        lock (_lock)
        {
            if (!_isRunning)
                return ValueTask.CompletedTask;
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new ValueTask(_idle.Task);
        }
    }

    /// <summary>Requests that were decided on rows that somebody else had changed: worth a second try on the rows as they are.</summary>
    public IReadOnlyList<TopicRequest> TakeRetries()
    {
        lock (_lock)
        {
            var retries = _retries.ToArray();
            _retries.Clear();
            return retries;
        }
    }

    /// <summary>A part of the request could not be stored: it is answered, and nothing more of it is carried out.</summary>
    public bool IsFailed(TopicRequest request)
    {
        lock (_lock)
            return _failedRequests.Contains(request);
    }

    /// <summary>The plans that failed, since they were last forgotten. Only when drained.</summary>
    public IReadOnlyList<TopicPlan> Failed
    {
        get
        {
            lock (_lock)
                return [.. _failed];
        }
    }

    /// <summary>The memory is what is stored again.</summary>
    public void ForgetFailed()
    {
        lock (_lock)
        {
            _failed.Clear();
            _failedRequests.Clear();
            HasFailed = false;
        }
    }

    private async Task RunAsync()
    {
        while (true)
        {
            List<TopicPlan> run;
            lock (_lock)
            {
                if (_queue.Count == 0)
                {
                    _isRunning = false;
                    _idle?.SetResult();
                    return;
                }
                (run, _queue) = (_queue, []);
            }
            try
            {
                await StoreAsync(run);
            }
            catch (Exception e)
            {
                Log.Unexpected(_logger, e, _topic);
                Fail(run, 0, new CommitResult(0, StoreFailure.Unavailable));
            }
        }
    }

    private async Task StoreAsync(List<TopicPlan> run)
    {
        if (HasFailed)
        {
            Fail(run, 0, new CommitResult(0, StoreFailure.Conflict));
            return;
        }
        var units = new List<WriteUnit>(run.Count);
        foreach (var plan in run)
        {
            if (plan.Writes.Count > 0)
                units.Add(new WriteUnit(plan.Writes));
        }
        var result = units.Count == 0 ? default : await CommitAsync(units);
        if (result.Committed == units.Count)
        {
            EmitAll(run, run.Count);
            return;
        }
        var firstFailed = IndexOfUnit(run, result.Committed);
        EmitAll(run, firstFailed);
        if (result.Failure == StoreFailure.Duplicate)
            Log.Taken(_logger, _topic, result.Detail);
        else
            Log.CommitFailed(_logger, _topic, result.Failure, result.Detail);
        Fail(run, firstFailed, result);
    }

    private async Task<CommitResult> CommitAsync(List<WriteUnit> units)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await _commit.CommitAsync(units);
        var stored = CollectionsMarshal.AsSpan(units)[..result.Committed];
        _instruments.Committed(stored, result.Committed == units.Count, Stopwatch.GetElapsedTime(start));
        return result;
    }

    private static int IndexOfUnit(List<TopicPlan> run, int unit)
    {
        for (var i = 0; i < run.Count; i++)
        {
            if (run[i].Writes.Count > 0 && unit-- == 0)
                return i;
        }
        return run.Count;
    }

    private void EmitAll(List<TopicPlan> run, int count)
    {
        if (count == 1)
        {
            Emit(run[0].Effects);
            return;
        }
        var effects = new List<TopicEffect>();
        for (var i = 0; i < count; i++)
            effects.AddRange(run[i].Effects);
        Emit(effects);
    }

    private void Emit(IReadOnlyList<TopicEffect> effects)
    {
        if (effects.Count > 0)
            _sink.Emit(_topic, effects);
    }

    // The plan that failed is refused with its reason; those after it were decided on what it had changed. Where the rows had moved
    // on they are decided once more. A request of several parts is refused once.
    private void Fail(List<TopicPlan> run, int from, CommitResult result)
    {
        var effects = new List<TopicEffect>();
        var retries = new List<TopicRequest>();
        for (var i = from; i < run.Count; i++)
        {
            if (run[i].HoldsAnyway)
            {
                effects.AddRange(run[i].Effects);
                continue;
            }
            if (run[i].Request is not { } request || !Refuse(request))
                continue;
            if (run[i].MayBeRetried && (result.Failure == StoreFailure.Conflict || request.Resumes is not null))
            {
                retries.Add(request);
                continue;
            }
            var isDuplicate = i == from && result.Failure == StoreFailure.Duplicate;
            var rejection = isDuplicate ? run[i].OnDuplicate : new Rejection(ReplyCodes.InternalError);
            if (request.Packet is not NotePacket)
                effects.Add(new TopicEffect.Deliver(new Delivery.Reply(request.Session, Refusal(request, rejection), request.Number)));
        }
        lock (_lock)
        {
            _failed.AddRange(run.Skip(from).Where(plan => !plan.HoldsAnyway));
            _retries.AddRange(retries);
            HasFailed = true;
        }
        // Somebody else has stored something: those attached are told what, soon, even if nobody asks for anything.
        if (retries.Count > 0 || result.Failure == StoreFailure.Conflict)
            effects.Add(new TopicEffect.ArmTimer(TimerKey.Retry, TimeSpan.Zero));
        Emit(effects);
    }

    private bool Refuse(TopicRequest request)
    {
        lock (_lock)
            return _failedRequests.Add(request);
    }

    private static CtrlPacket Refusal(TopicRequest request, Rejection rejection) => new()
    {
        Id = request.Packet.Id,
        Topic = request.Address,
        Code = rejection.Code,
        Params = rejection.Params,
        Timestamp = request.ReceivedAt,
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Topic}: a change was not stored ({Failure}, {Detail}); the topic is loaded again", EventName = "CommitFailed")]
        public static partial void CommitFailed(ILogger logger, TopicName topic, StoreFailure failure, string? detail);

        [LoggerMessage(3, LogLevel.Debug, "{Topic}: what a client asked for is taken ({Detail})", EventName = "CommitTaken")]
        public static partial void Taken(ILogger logger, TopicName topic, string? detail);

        [LoggerMessage(2, LogLevel.Error, "{Topic}: storing has failed unexpectedly", EventName = "CommitUnexpected")]
        public static partial void Unexpected(ILogger logger, Exception exception, TopicName topic);
    }
}
