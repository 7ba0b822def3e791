using Parley.Storage;
using Parley.Storage.Ports;
using Parley.Storage.Writes;

namespace Parley.Topics.Tests.Simulation;

/// <summary>The disk as one topic sees it: a run is held until the world lets it through, or fails it, as a whole or from some unit on.</summary>
internal sealed class TopicDisk(SimulatedStore store, Action<WriteUnit> stored) : ICommit
{
    private readonly Lock _lock = new();
    private (IReadOnlyList<WriteUnit> Run, TaskCompletionSource<CommitResult> Done)? _held;
    private TaskCompletionSource _arrival = new();

    /// <summary>A run waits.</summary>
    public bool IsHeld
    {
        get
        {
            lock (_lock)
                return _held is not null;
        }
    }

    public ValueTask<CommitResult> CommitAsync(IReadOnlyList<WriteUnit> run)
    {
        var done = new TaskCompletionSource<CommitResult>();
        lock (_lock)
        {
            _held = (run, done);
            _arrival.TrySetResult();
        }
        return new(done.Task);
    }

    public Task WhenHeldAsync()
    {
        lock (_lock)
            return _arrival.Task;
    }

    /// <summary>Lets the run through, or not. What follows from it has happened when this completes.</summary>
    public async Task ReleaseAsync()
    {
        (IReadOnlyList<WriteUnit> Run, TaskCompletionSource<CommitResult> Done) held;
        lock (_lock)
        {
            if (_held is not { } waiting)
                return;
            (held, _held) = (waiting, null);
            _arrival = new TaskCompletionSource();
        }
        var result = await StoreAsync(held.Run);
        for (var i = 0; i < result.Committed; i++)
            stored(held.Run[i]);
        held.Done.SetResult(result);
    }

    private async Task<CommitResult> StoreAsync(IReadOnlyList<WriteUnit> run)
    {
        if (store.NextFailure() is not { } failure)
            return await store.Inner.Commit.CommitAsync(run);
        var spared = store.Chance.Next(run.Count);
        if (spared == 0)
            return new CommitResult(0, failure);
        var result = await store.Inner.Commit.CommitAsync([.. run.Take(spared)]);
        return result.Committed < spared ? result : result with { Failure = failure };
    }
}
