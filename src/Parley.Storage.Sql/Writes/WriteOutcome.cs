namespace Parley.Storage.Sql.Writes;

/// <summary>What became of one write; the default is success.</summary>
internal readonly record struct WriteOutcome(StoreFailure Failure, string? Detail)
{
    public static readonly WriteOutcome Done;

    public bool IsDone => Failure == StoreFailure.None;

    public static WriteOutcome Conflict(string detail) => new(StoreFailure.Conflict, detail);

    /// <param name="detail">"auth", "cred", "tag" or "value".</param>
    public static WriteOutcome Duplicate(string detail) => new(StoreFailure.Duplicate, detail);
}
