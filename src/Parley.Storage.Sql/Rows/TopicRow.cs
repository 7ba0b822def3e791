using System.Data.Common;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Storage.Sql.Keys;

namespace Parley.Storage.Sql.Rows;

/// <summary>Reads topics.</summary>
internal static class TopicRow
{
    public const string Columns =
        "t.name, t.created, t.updated, t.touched, t.state, t.state_at, t.is_channel, t.owner_key, t.access_auth, t.access_anon, "
        + "t.last_seq, t.del_id, t.subscriber_count, t.public, t.trusted, t.tags, t.aux, t.version";

    public const int ColumnCount = 18;

    public static StoredTopic Read(DbDataReader row, int first, UserKeys keys) => new()
    {
        Name = new TopicName(row.GetString(first)),
        Created = row.TimeAt(first + 1),
        Updated = row.TimeAt(first + 2),
        Touched = row.TimeAt(first + 3),
        State = (ObjectState)row.GetInt32(first + 4),
        StateAt = row.TimeOrNullAt(first + 5),
        IsChannel = row.FlagAt(first + 6),
        Owner = keys.IdOf(row.GetInt64(first + 7)),
        Access = new DefaultAccess(new AccessMode(row.GetInt32(first + 8)), new AccessMode(row.GetInt32(first + 9))),
        LastSeq = row.GetInt32(first + 10),
        DelId = row.GetInt32(first + 11),
        SubscriberCount = row.GetInt32(first + 12),
        Public = row.PayloadAt(first + 13),
        Trusted = row.PayloadAt(first + 14),
        Tags = row.ListAt(first + 15),
        Aux = row.PayloadAt(first + 16),
        Version = row.GetInt32(first + 17),
    };
}
