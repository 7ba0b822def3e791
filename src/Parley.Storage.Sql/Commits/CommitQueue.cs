using Microsoft.Extensions.Logging;
using Parley.Storage.Ports;
using Parley.Storage.Writes;

namespace Parley.Storage.Sql.Commits;

/// <summary>
/// Hands runs to the one thread that writes. It takes everything that waits, up to a bound, into one transaction, so that many
/// callers share the price of making it durable.
/// </summary>
internal sealed partial class CommitQueue : ICommit
{
    private const string ShutDown = "The database is closed because the server is shutting down.";
    private const string Overloaded = "The database cannot keep up with what is to be written: give it a faster disk, or the server less to do.";

    private readonly Queue<PendingRun> _waiting = new();
    private readonly object _lock = new();
    private readonly Func<GroupCommit> _open;
    private readonly int _commitUnitsMax;
    private readonly int _queueUnitsMax;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waitingUnits;
    private bool _isClosed;

    /// <param name="open">Makes what the thread works with; called on the thread.</param>
    public CommitQueue(Func<GroupCommit> open, int commitUnitsMax, int queueUnitsMax, ILogger logger)
    {
        (_open, _commitUnitsMax, _queueUnitsMax, _logger) = (open, commitUnitsMax, queueUnitsMax, logger);
        new Thread(Run) { Name = "Parley storage writer", IsBackground = true }.Start();
    }

    public ValueTask<CommitResult> CommitAsync(IReadOnlyList<WriteUnit> run)
    {
        if (run.Count == 0)
            return ValueTask.FromResult(new CommitResult(0));
        var pending = new PendingRun(run);
        lock (_lock)
        {
            if (_isClosed)
                return ValueTask.FromResult(new CommitResult(0, StoreFailure.Unavailable, ShutDown));
            // One run alone may be longer than the bound.
            if (_waitingUnits > 0 && _waitingUnits + run.Count > _queueUnitsMax)
                return ValueTask.FromResult(new CommitResult(0, StoreFailure.Unavailable, Overloaded));
            _waitingUnits += run.Count;
            _waiting.Enqueue(pending);
            if (_waiting.Count == 1)
                Monitor.Pulse(_lock);
        }
        return new ValueTask<CommitResult>(pending.Completion);
    }

    /// <summary>Takes no more runs; completes when those that wait are on disk and the thread has ended.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
            Monitor.Pulse(_lock);
        }
        return _stopped.Task;
    }

    private void Run()
    {
        List<PendingRun> runs = [];
        try
        {
            using var commit = _open();
            while (Take(runs))
                commit.Commit(runs);
        }
        catch (Exception e)
        {
            Log.WriterStopped(_logger, e);
            RefuseAll(runs);
        }
        finally
        {
            _stopped.TrySetResult();
        }
    }

    private bool Take(List<PendingRun> runs)
    {
        runs.Clear();
        lock (_lock)
        {
            while (_waiting.Count == 0)
            {
                if (_isClosed)
                    return false;
                Monitor.Wait(_lock);
            }
            var units = 0;
            while (_waiting.TryPeek(out var next) && (units == 0 || units + next.Units.Count <= _commitUnitsMax))
            {
                units += next.Units.Count;
                runs.Add(_waiting.Dequeue());
            }
            _waitingUnits -= units;
            return true;
        }
    }

    // Those under way too, as far as they have not heard: nobody else would ever answer them.
    private void RefuseAll(IEnumerable<PendingRun> underWay)
    {
        lock (_lock)
        {
            _isClosed = true;
            foreach (var run in underWay.Concat(_waiting))
            {
                run.Result = new CommitResult(0, StoreFailure.Unavailable, ShutDown);
                run.Complete();
            }
            _waiting.Clear();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "StorageWriterStopped", Level = LogLevel.Critical,
            Message = "The thread that writes to the database has stopped: nothing can be stored until the server is restarted.")]
        public static partial void WriterStopped(ILogger logger, Exception exception);
    }
}
