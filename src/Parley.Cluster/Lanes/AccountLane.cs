using Microsoft.Extensions.Logging;
using Parley.Cluster.Accounts;
using Parley.Cluster.Contracts;

namespace Parley.Cluster.Lanes;

/// <summary>To every process, this one included: a change of an account. Waits for each of them, but not for one that does not answer.</summary>
internal sealed partial class AccountLane(LaneServices services, AccountChangeHandler here)
{
    public async ValueTask TellAsync(AccountChange change, CancellationToken cancellationToken)
    {
        Task[] told = [here.HandleAsync(change).AsTask(), .. services.FrontEnds.Others.Select(s => TellAsync(s, change))];
        await Task.WhenAll(told).WaitAsync(cancellationToken);
    }

    private async Task TellAsync(SiloAddress silo, AccountChange change)
    {
        try
        {
            await services.Peers.At(silo).ChangeAccountAsync(change).WaitAsync(services.Options.CallTimeout, services.Time);
        }
#pragma warning disable CA1031 // The state is stored, and looked at again when a session attaches: a process that missed it heals.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.Missed(services.Logger, exception, silo.ToString());
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "AccountChangeMissed", Level = LogLevel.Warning, Message = "{Silo} may have missed a change of an account.")]
        public static partial void Missed(ILogger logger, Exception exception, string silo);
    }
}
