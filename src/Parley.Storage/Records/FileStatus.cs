namespace Parley.Storage.Records;

/// <summary>Where an upload stands. The numbers are stored.</summary>
public enum FileStatus
{
    Started = 0,
    Completed = 1,
    Failed = 2,
    Deleted = 3,
}
