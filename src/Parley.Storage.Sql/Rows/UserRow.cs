using System.Data.Common;
using Parley.Protocol.Access;
using Parley.Storage.Records;
using Parley.Storage.Sql.Keys;

namespace Parley.Storage.Sql.Rows;

/// <summary>Reads users.</summary>
internal static class UserRow
{
    public const string Columns =
        "u.key, u.created, u.updated, u.state, u.state_at, u.access_auth, u.access_anon, u.last_seen, u.user_agent, "
        + "u.public, u.trusted, u.tags, u.version";

    public const int ColumnCount = 13;

    public static StoredUser Read(DbDataReader row, int first, UserKeys keys) => new()
    {
        Id = keys.IdOf(row.GetInt64(first)),
        Created = row.TimeAt(first + 1),
        Updated = row.TimeAt(first + 2),
        State = (ObjectState)row.GetInt32(first + 3),
        StateAt = row.TimeOrNullAt(first + 4),
        Access = new DefaultAccess(new AccessMode(row.GetInt32(first + 5)), new AccessMode(row.GetInt32(first + 6))),
        LastSeen = row.TimeOrNullAt(first + 7),
        UserAgent = row.TextOrNullAt(first + 8),
        Public = row.PayloadAt(first + 9),
        Trusted = row.PayloadAt(first + 10),
        Tags = row.ListAt(first + 11),
        Version = row.GetInt32(first + 12),
    };
}
