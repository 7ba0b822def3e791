using System.Data.Common;
using Parley.Protocol.Access;
using Parley.Storage.Records;
using Parley.Storage.Sql.Keys;

namespace Parley.Storage.Sql.Rows;

/// <summary>Reads subscriptions.</summary>
internal static class SubscriptionRow
{
    public const string Columns =
        "s.topic_key, t.name, s.user_key, s.is_reader, s.created, s.updated, s.deleted, s.want, s.given, s.del_id, s.recv_seq, "
        + "s.read_seq, s.private, s.version";

    public const string Source = "subscriptions s LEFT JOIN topics t ON t.key = s.topic_key";

    public const int ColumnCount = 14;

    public static StoredSubscription Read(DbDataReader row, UserKeys keys)
    {
        var user = keys.IdOf(row.GetInt64(2));
        return new StoredSubscription
        {
            Key = new SubscriptionKey(TopicKeys.NameOf(row.GetInt64(0), row.TextOrNullAt(1), user), user, row.FlagAt(3)),
            Created = row.TimeAt(4),
            Updated = row.TimeAt(5),
            Deleted = row.TimeOrNullAt(6),
            Want = new AccessMode(row.GetInt32(7)),
            Given = new AccessMode(row.GetInt32(8)),
            DelId = row.GetInt32(9),
            RecvSeq = row.GetInt32(10),
            ReadSeq = row.GetInt32(11),
            Private = row.PayloadAt(12),
            Version = row.GetInt32(13),
        };
    }
}
