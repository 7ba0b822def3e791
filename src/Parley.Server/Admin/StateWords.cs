using Parley.Storage.Records;

namespace Parley.Server.Admin;

/// <summary>The states of accounts and topics in words for operators.</summary>
internal static class StateWords
{
    public static readonly string[] All = [Format(ObjectState.Ok), Format(ObjectState.Suspended), Format(ObjectState.Deleted)];

    public static string Format(ObjectState state) => state switch
    {
        ObjectState.Suspended => "suspended",
        ObjectState.Deleted => "deleted",
        _ => "ok",
    };

    /// <summary>Anything else is ok.</summary>
    public static ObjectState Parse(string word) => word switch
    {
        "suspended" => ObjectState.Suspended,
        "deleted" => ObjectState.Deleted,
        _ => ObjectState.Ok,
    };
}
