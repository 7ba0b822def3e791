namespace Parley.Storage.Writes;

/// <summary>The writes of one decision: all are stored, or none.</summary>
public readonly record struct WriteUnit(IReadOnlyList<StoreWrite> Writes);
