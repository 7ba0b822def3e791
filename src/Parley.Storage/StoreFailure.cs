namespace Parley.Storage;

/// <summary>Why a unit of writes was not stored.</summary>
public enum StoreFailure
{
    None = 0,

    /// <summary>A row has moved on since the decision: load it again.</summary>
    Conflict,

    /// <summary>Something that must be unique is taken.</summary>
    Duplicate,

    /// <summary>The database cannot write now: disk full, broken connection, shutting down.</summary>
    Unavailable,
}
