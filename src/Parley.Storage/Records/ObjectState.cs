namespace Parley.Storage.Records;

/// <summary>Whether a user or topic is in use. The numbers are stored.</summary>
public enum ObjectState
{
    Ok = 0,
    Suspended = 10,
    Deleted = 20,
}
