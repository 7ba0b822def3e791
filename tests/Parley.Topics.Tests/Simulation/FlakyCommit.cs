using Parley.Storage;
using Parley.Storage.Ports;
using Parley.Storage.Writes;

namespace Parley.Topics.Tests.Simulation;

/// <summary>A real database that now and then refuses to write.</summary>
internal sealed class FlakyCommit(ICommit inner, Random chance) : ICommit
{
    /// <summary>One of so many runs fails; 0 for none.</summary>
    public int FailsOneIn { get; set; }

    /// <summary>A run has failed since this was set to false.</summary>
    public bool HasFailed { get; set; }

    public ValueTask<CommitResult> CommitAsync(IReadOnlyList<WriteUnit> run)
    {
        if (FailsOneIn == 0 || chance.Next(FailsOneIn) != 0)
            return inner.CommitAsync(run);
        HasFailed = true;
        return new(new CommitResult(0, chance.Next(2) == 0 ? StoreFailure.Unavailable : StoreFailure.Conflict));
    }
}
