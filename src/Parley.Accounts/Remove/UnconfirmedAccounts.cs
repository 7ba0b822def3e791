using Microsoft.Extensions.Logging;
using Parley.Accounts.Options;
using Parley.Protocol;
using Parley.Storage.Ports;

namespace Parley.Accounts.Remove;

/// <summary>
/// Removes accounts whose owner was asked to confirm a credential, never did, and was never seen (part A 3.13). Accounts that need no
/// confirmation stay.
/// </summary>
public sealed partial class UnconfirmedAccounts(
    IParleyStore store, UserRemoval removal, AccountOptions options, TimeProvider time, ILogger<UnconfirmedAccounts> logger)
{
    /// <summary>One turn, of a bounded size; the next one goes on.</summary>
    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        var now = time.UtcMilliseconds();
        var removed = 0;
        foreach (var user in await store.Inventory.UnconfirmedAsync(now - options.Collection.Age, options.Collection.AccountsMax, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            // It may have been confirmed a moment ago.
            if ((await store.Credentials.OfUserAsync(user, cancellationToken)).Any(c => c.IsDone))
                continue;
            if (await removal.RemoveAsync(user, hard: true, default, now, cancellationToken) is null)
                removed++;
        }
        if (removed > 0)
            Log.Collected(logger, removed);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "AccountsCollected", Level = LogLevel.Information, Message = "{Count} accounts that nobody has ever confirmed were removed.")]
        public static partial void Collected(ILogger logger, int count);
    }
}
