using Parley.Storage.Writes;

namespace Parley.Storage.Ports;

/// <summary>The only way to write.</summary>
public interface ICommit
{
    /// <summary>
    /// Stores units in order, up to the first that fails; a unit is stored whole or not at all. Completes when what it reports as
    /// committed is on disk. Runs of several callers share one transaction where the database allows. Does not throw for what the
    /// database does; once called, the run cannot be withdrawn.
    /// </summary>
    ValueTask<CommitResult> CommitAsync(IReadOnlyList<WriteUnit> run);
}
