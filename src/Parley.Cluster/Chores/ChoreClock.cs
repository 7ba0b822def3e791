using Microsoft.Extensions.Logging;

namespace Parley.Cluster.Chores;

/// <summary>Strikes for every chore in this process; where it is done is none of its business.</summary>
internal sealed partial class ChoreClock(IEnumerable<Chore> chores, IGrainFactory grains, TimeProvider time, ILogger<ChoreClock> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _striking = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(ChoreClock), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _striking = Task.WhenAll(chores.Select(chore => Task.Run(() => StrikeAsync(chore), CancellationToken.None)));
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _striking.WaitAsync(cancellationToken);
    }

    private async Task StrikeAsync(Chore chore)
    {
        using var timer = new PeriodicTimer(chore.Period, time);
        try
        {
            if (chore.StartsAtOnce)
                await CallAsync(chore);
            while (await timer.WaitForNextTickAsync(_stopping.Token))
                await CallAsync(chore);
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    private async Task CallAsync(Chore chore)
    {
        try
        {
            await grains.GetGrain<IChoreGrain>(chore.Name).TurnAsync();
        }
#pragma warning disable CA1031 // A cluster that changes may not answer; the next strike finds it in order.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.ChoreNotReached(logger, chore.Name, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "ChoreNotReached", Level = LogLevel.Debug, Message = "Whoever does the chore \"{Name}\" did not answer.")]
        public static partial void ChoreNotReached(ILogger logger, string name, Exception failure);
    }
}
