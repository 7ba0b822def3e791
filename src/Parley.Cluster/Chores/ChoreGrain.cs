using Microsoft.Extensions.Logging;
using Orleans.Placement;

namespace Parley.Cluster.Chores;

/// <summary>
/// Does a chore in the process where it lives. All processes call it, each by its own clock, so that it comes to life again elsewhere
/// when that process is lost; calls that come too early do nothing.
/// </summary>
[KeepAlive, PreferLocalPlacement, GrainType("parley.chore")]
internal sealed partial class ChoreGrain(IEnumerable<Chore> chores, TimeProvider time, ILogger<ChoreGrain> logger) : Grain, IChoreGrain, IDisposable
{
    // The clocks of processes do not strike together.
    private const double PeriodPart = 0.9;

    private readonly CancellationTokenSource _ending = new();
    private Task _turn = Task.CompletedTask;
    private long? _begunAt;

    public Task TurnAsync()
    {
        var name = this.GetPrimaryKeyString();
        // Another version of the server may know other chores.
        if (chores.FirstOrDefault(c => c.Name == name) is not { } chore || !_turn.IsCompleted)
            return Task.CompletedTask;
        if (_begunAt is { } begun && time.GetElapsedTime(begun) < chore.Period * PeriodPart)
            return Task.CompletedTask;
        _begunAt = time.GetTimestamp();
        // Outside of the grain's turns, so that calls are answered meanwhile.
        _turn = Task.Run(() => DoAsync(chore), CancellationToken.None);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _ending.CancelAsync();
        await _turn.WaitAsync(cancellationToken);
    }

    public void Dispose() => _ending.Dispose();

    private async Task DoAsync(Chore chore)
    {
        try
        {
            await chore.DoAsync(_ending.Token);
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The process stops, another one will go on.
        }
#pragma warning disable CA1031 // Whatever it was, the server goes on and the next turn tries again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.ChoreFailed(logger, chore.Name, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "ChoreFailed", Level = LogLevel.Warning, Message = "The chore \"{Name}\" has failed; it is tried again at its next turn.")]
        public static partial void ChoreFailed(ILogger logger, string name, Exception failure);
    }
}
