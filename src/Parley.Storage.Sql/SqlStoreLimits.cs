namespace Parley.Storage.Sql;

/// <summary>Bounds and rules that all vendors share.</summary>
/// <param name="CommitUnitsMax">Units that share a transaction.</param>
/// <param name="QueueUnitsMax">Units that may wait; those too many are refused as unavailable.</param>
/// <param name="TopicKeysMax">Row keys of topics that are remembered.</param>
/// <param name="UniqueTagPrefix">Only one user or topic may have a tag with this beginning; null for none such.</param>
internal sealed record SqlStoreLimits(
    int ReaderConnectionsMax, int CommitUnitsMax, int QueueUnitsMax, int TopicKeysMax, string? UniqueTagPrefix);
