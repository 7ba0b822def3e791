using Parley.Storage;
using Parley.Storage.Ports;
using Parley.Storage.Writes;

namespace Parley.Topics.Tests.Worlds;

/// <summary>A disk that stores when the test says so.</summary>
internal sealed class HeldCommit : ICommit
{
    private readonly Queue<(IReadOnlyList<WriteUnit> Run, TaskCompletionSource<CommitResult> Done)> _waiting = new();

    /// <summary>Runs that wait to be stored.</summary>
    public int Waiting => _waiting.Count;

    public ValueTask<CommitResult> CommitAsync(IReadOnlyList<WriteUnit> run)
    {
        var done = new TaskCompletionSource<CommitResult>();
        _waiting.Enqueue((run, done));
        return new(done.Task);
    }

    /// <summary>Stores the next run; returns how many units it had.</summary>
    public int Store()
    {
        var (run, done) = _waiting.Dequeue();
        done.SetResult(new CommitResult(run.Count));
        return run.Count;
    }

    /// <summary>Lets the next run fail after so many units.</summary>
    public void Fail(StoreFailure failure, int committed = 0) =>
        _waiting.Dequeue().Done.SetResult(new CommitResult(committed, failure));
}
