using System.Data.Common;
using Microsoft.Extensions.Logging;
using Parley.Storage.Sql.Connections;
using Parley.Storage.Sql.Writes;

namespace Parley.Storage.Sql.Commits;

/// <summary>Stores runs of many callers in one transaction. Belongs to the writer thread.</summary>
internal sealed partial class GroupCommit(
    PreparedConnection database, SqlDialect dialect, SqlWriter writer, UnitWriter units, ILogger logger) : IDisposable
{
    private readonly string _begin = dialect.BeginWrite;

    /// <summary>Completes every run when what it reports is on disk. Does not throw.</summary>
    public void Commit(IReadOnlyList<PendingRun> runs)
    {
        if (TryCommit(runs) is null)
        {
            foreach (var run in runs)
                run.Complete();
            return;
        }
        // One of them is too large for what room is left, or unlucky: the others need not suffer for it.
        foreach (var run in runs)
            CommitAlone(run);
    }

    public void Dispose() => database.Dispose();

    private void CommitAlone(PendingRun run)
    {
        if (TryCommit([run]) is not { } error)
            run.Complete();
        else if (run.Units.Count > 1)
            CommitUnits(run);
        else
            Report(run, 0, error);
    }

    private void CommitUnits(PendingRun run)
    {
        for (var i = 0; i < run.Units.Count; i++)
        {
            var single = new PendingRun([run.Units[i]]);
            if (TryCommit([single]) is { } error)
            {
                Report(run, i, error);
                return;
            }
            if (single.Result.Failure != StoreFailure.None)
            {
                run.Result = single.Result with { Committed = i };
                run.Complete();
                return;
            }
        }
        run.Result = new CommitResult(run.Units.Count);
        run.Complete();
    }

    private void Report(PendingRun run, int committed, Exception error)
    {
        switch (error)
        {
            case DbException constraint when dialect.IsConstraint(constraint):
                run.Result = new CommitResult(committed, StoreFailure.Conflict, constraint.Message);
                run.Complete();
                break;
            case DbException database:
                var sentence = dialect.Explain(database);
                Log.NotStored(logger, sentence, error);
                run.Result = new CommitResult(committed, StoreFailure.Unavailable, sentence);
                run.Complete();
                break;
            default:
                Log.Defect(logger, error);
                run.Fail(error);
                break;
        }
    }

    // What went wrong with the transaction as a whole; null if it is on disk.
    private Exception? TryCommit(IReadOnlyList<PendingRun> runs)
    {
        try
        {
            database.Execute(_begin);
            foreach (var run in runs)
                run.Result = units.Write(run.Units);
            database.Execute("COMMIT");
        }
        catch (Exception e)
        {
            RollBack();
            return e;
        }
        writer.Publish();
        return null;
    }

    private void RollBack()
    {
        writer.Forget();
        try
        {
            database.Execute("ROLLBACK");
        }
        catch (DbException)
        {
            // After some errors the database has rolled back by itself, and says now that there is nothing to roll back.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "StorageNotStored", Level = LogLevel.Error, Message = "Something could not be stored. {Reason}")]
        public static partial void NotStored(ILogger logger, string reason, Exception exception);

        [LoggerMessage(EventName = "StorageDefect", Level = LogLevel.Error, Message = "A write failed because of a defect in the program.")]
        public static partial void Defect(ILogger logger, Exception exception);
    }
}
