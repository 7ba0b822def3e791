using Microsoft.Extensions.Logging;
using Parley.Protocol.Names;
using Parley.Storage;
using Parley.Storage.Ports;
using Parley.Storage.Writes;

namespace Parley.Accounts.Remove;

/// <summary>
/// Clears away what hangs on deleted accounts, in transactions of a bounded size. A marker in the database says what is left to do, so
/// that it goes on after a crash; the last transaction removes it.
/// </summary>
public sealed partial class UserPurge(IParleyStore store, TimeProvider time, ILogger<UserPurge> logger)
{
    /// <summary>Rows of one transaction: short enough for others not to notice.</summary>
    public const int RowsPerStepMax = 1000;

    // Who has begun a deletion tells others of it first; what names them is still needed for that.
    private static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(30);

    private const string MarkerPrefix = "deletion_";
    private const string Hard = "hard";
    private const string Soft = "soft";

    /// <summary>Says that there is something to clear away. Belongs into the transaction that makes the account gone.</summary>
    public static StoreWrite Mark(UserId user, bool hard, DateTime now) => new PutValue(MarkerOf(user), hard ? Hard : Soft, OnlyIfNew: false, now);

    /// <summary>Does so many steps; true if nothing is left.</summary>
    public async ValueTask<bool> ContinueAsync(UserId user, bool hard, DateTime now, int stepsMax, CancellationToken cancellationToken)
    {
        var marker = MarkerOf(user);
        for (var step = 0; await store.Values.FindAsync(marker, cancellationToken) is not null; step++)
        {
            if (step == stepsMax)
                return false;
            var result = await store.Commit.CommitAsync(new ContinueUserDeletion(user, hard, now, RowsPerStepMax, marker));
            if (result.Failure == StoreFailure.None)
                continue;
            Log.NotCleared(logger, user, result.Failure);
            return false;
        }
        return true;
    }

    /// <summary>Goes on with all deletions that are not done: those that a crash or a large account has left.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var marker in await store.Values.KeysAsync(MarkerPrefix, now - HeadStart, cancellationToken))
        {
            if (!UserId.TryParseText(marker.AsSpan(MarkerPrefix.Length), out var user)
                || await store.Values.FindAsync(marker, cancellationToken) is not var (kind, at))
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            if (await ContinueAsync(user, kind == Hard, at, int.MaxValue, cancellationToken))
                Log.Cleared(logger, user);
        }
    }

    private static string MarkerOf(UserId user) => MarkerPrefix + user.Text;

    private static partial class Log
    {
        [LoggerMessage(EventName = "DeletionResumed", Level = LogLevel.Information, Message = "What was left of the deleted account {User} is cleared away.")]
        public static partial void Cleared(ILogger logger, UserId user);

        [LoggerMessage(EventName = "DeletionInterrupted", Level = LogLevel.Warning,
            Message = "What hangs on the deleted account {User} could not be cleared away ({Failure}); it is tried again.")]
        public static partial void NotCleared(ILogger logger, UserId user, StoreFailure failure);
    }
}
