using Parley.Storage.Writes;

namespace Parley.Storage.Sql.Commits;

/// <summary>A run of units that waits for its turn on the writer thread.</summary>
internal sealed class PendingRun(IReadOnlyList<WriteUnit> units)
{
    // Callers go on elsewhere: the writer thread has other runs to see to.
    private readonly TaskCompletionSource<CommitResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<WriteUnit> Units { get; } = units;

    /// <summary>What will be reported once the transaction is on disk.</summary>
    public CommitResult Result { get; set; }

    public Task<CommitResult> Completion => _completion.Task;

    public void Complete() => _completion.TrySetResult(Result);

    /// <summary>For what is wrong with the program, not with the database.</summary>
    public void Fail(Exception exception) => _completion.TrySetException(exception);
}
