using Parley.Protocol.Names;

namespace Parley.Storage.Sql.Sqlite;

/// <summary>Where the SQLite database is and how it is used.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The data file. Its folder and the file are made if they are missing; beside it lie "-wal", "-shm" and ".lock" files.</summary>
    public required string Path { get; init; }

    /// <summary>Turns user ids into row keys: it must stay the same as long as the file lives.</summary>
    public required UidCipher Cipher { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Reads at the same time; more wait for their turn.</summary>
    public int ReaderConnectionsMax { get; init; } = Math.Max(4, Environment.ProcessorCount * 2);

    /// <summary>Units of writes that share a transaction.</summary>
    public int CommitUnitsMax { get; init; } = 1000;

    /// <summary>Units of writes that may wait; those too many are refused as unavailable.</summary>
    public int QueueUnitsMax { get; init; } = 65_536;

    /// <summary>Topics whose row keys are remembered.</summary>
    public int TopicKeysMax { get; init; } = 200_000;

    /// <summary>
    /// The greatest size of the data file, in pages of 4,096 bytes; null for no bound but the disk. What does not fit is refused as if
    /// the disk were full.
    /// </summary>
    public int? MaxPageCount { get; init; }

    /// <summary>
    /// Only one user or topic may have a tag with this beginning, such as "alias:"; a second one is a duplicate ("tag"). Null for none.
    /// </summary>
    public string? UniqueTagPrefix { get; init; }

    /// <summary>Is told the number of each step that brings the schema up to date; null for nobody.</summary>
    public Action<int>? OnMigrated { get; init; }
}
