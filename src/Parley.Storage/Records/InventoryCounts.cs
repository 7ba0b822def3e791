namespace Parley.Storage.Records;

/// <summary>How much a database holds; what is marked deleted does not count.</summary>
public sealed record InventoryCounts(long Users, long SuspendedUsers, long Topics, long Messages, long Files);
