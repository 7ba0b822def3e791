namespace Parley.Storage;

/// <summary>How far a run of units got.</summary>
/// <param name="Committed">So many units from the start of the run are on disk. If that is not all, the next one has failed and
/// those after it were not tried.</param>
/// <param name="Detail">For a duplicate: "auth", "cred", "tag" or "value"; for logs otherwise.</param>
public readonly record struct CommitResult(int Committed, StoreFailure Failure = StoreFailure.None, string? Detail = null);
