using System.Collections.Concurrent;

namespace Parley.Topics.Tests.Simulation;

/// <summary>Runs a world on one thread, so that the same seed is the same play: whatever goes on after a wait takes its turn here.</summary>
internal sealed class OneThread : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _turns = [];

    public static void Run(Func<OneThread, Task> play)
    {
        var before = Current;
        var thread = new OneThread();
        SetSynchronizationContext(thread);
        try
        {
            var playing = play(thread);
            playing.ContinueWith(_ => thread._turns.CompleteAdding(), TaskScheduler.Default);
            foreach (var (callback, state) in thread._turns.GetConsumingEnumerable())
                callback(state);
            playing.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state) => _turns.Add((d, state));

    /// <summary>Completes when everything that can go on has gone on.</summary>
    public async Task SettleAsync()
    {
        do
            await Task.Yield();
        while (_turns.Count > 0);
    }
}
