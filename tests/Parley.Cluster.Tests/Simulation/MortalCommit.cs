using Parley.Storage;
using Parley.Storage.Ports;
using Parley.Storage.Writes;

namespace Parley.Cluster.Tests.Simulation;

/// <summary>
/// What one process writes. A silo that is killed within this process runs on for a moment; the dead write nothing, and hear of nothing.
/// </summary>
internal sealed class MortalCommit(ICommit inner) : ICommit
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _last = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isDead;
    private int _underWay;

    public async ValueTask<CommitResult> CommitAsync(IReadOnlyList<WriteUnit> run)
    {
        bool isDead;
        lock (_lock)
        {
            isDead = _isDead;
            if (!isDead)
                _underWay++;
        }
        if (isDead)
            return await new TaskCompletionSource<CommitResult>().Task;
        var result = await inner.CommitAsync(run);
        lock (_lock)
        {
            if (--_underWay == 0 && _isDead)
                _last.TrySetResult();
        }
        return result;
    }

    /// <summary>Completes when nothing is being written any more.</summary>
    public Task DieAsync()
    {
        lock (_lock)
        {
            _isDead = true;
            if (_underWay == 0)
                _last.TrySetResult();
        }
        return _last.Task;
    }
}
