using System.Data.Common;
using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Storage.Sql.Rows;

namespace Parley.Storage.Sql.Reads;

internal sealed class SqlSubscriptionStore(ReaderPool readers) : ISubscriptionStore
{
    private const string Select = $"SELECT {SubscriptionRow.Columns} FROM {SubscriptionRow.Source}";

    private const string FindOne = $"{Select} WHERE s.topic_key = @topic AND s.is_reader = @reader AND s.user_key = @user";

    private const string MembersOfTopic =
        $"{Select} WHERE s.topic_key = @topic AND s.is_reader = 0 AND (s.deleted IS NULL OR @deleted = 1) ORDER BY s.user_key";

    private const string LiveOfUser = $"{Select} WHERE s.user_key = @user AND s.deleted IS NULL ORDER BY s.key";

    private const string TopicMembers =
        $"""
        SELECT {SubscriptionRow.Columns}, u.public, u.trusted, u.last_seen, u.user_agent, u.state
        FROM {SubscriptionRow.Source} LEFT JOIN users u ON u.key = s.user_key
        WHERE s.topic_key = @topic AND s.is_reader = 0 AND (@deleted = 1 OR (s.deleted IS NULL AND u.state <> 20))
        """;

    private const string AllMembers = $"{TopicMembers} ORDER BY s.user_key LIMIT @limit";
    private const string OneMember = $"{TopicMembers} AND s.user_key = @user LIMIT @limit";

    // 2 is R: only topics that the user may read count, and channel readers don't.
    private const string Unread =
        """
        SELECT SUM(t.last_seq - s.read_seq) FROM subscriptions s JOIN topics t ON t.key = s.topic_key
        WHERE s.user_key = @user AND s.is_reader = 0 AND s.deleted IS NULL AND t.state <> 20
            AND (s.want & s.given & 2) <> 0 AND t.last_seq > s.read_seq
        """;

    public ValueTask<StoredSubscription?> FindAsync(SubscriptionKey key, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            reader =>
            {
                if (reader.FindTopic(key) is not { } topic)
                    return null;
                using var row = reader.Database.Query(FindOne, topic, key.IsReader.ToSql(), reader.Users.KeyOf(key.User));
                return row.Read() ? SubscriptionRow.Read(row, reader.Users) : null;
            },
            cancellationToken);

    public async ValueTask<IReadOnlyList<StoredSubscription>> OfTopicAsync(
        TopicName topic, bool includeDeleted, CancellationToken cancellationToken)
    {
        if (topic.IsMe || topic.IsFind)
        {
            var own = topic.TryGetOwner(out var owner) ? await FindAsync(new SubscriptionKey(topic, owner), cancellationToken) : null;
            return own is not null && (own.IsLive || includeDeleted) ? [own] : [];
        }
        return await readers.ReadAsync<IReadOnlyList<StoredSubscription>>(
            reader => reader.FindTopic(topic) is { } key
                ? ReadAll(reader, reader.Database.Query(MembersOfTopic, key, (includeDeleted || topic.IsP2P).ToSql()))
                : [],
            cancellationToken);
    }

    public ValueTask<IReadOnlyList<StoredMember>> MembersAsync(TopicName topic, MemberQuery query, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<StoredMember>>(
            reader =>
            {
                if (reader.FindTopic(topic) is not { } key)
                    return [];
                var all = query.IncludeDeleted.ToSql();
                List<StoredMember> members = [];
                using var row = query.Only.IsNone
                    ? reader.Database.Query(AllMembers, key, all, query.Limit)
                    : reader.Database.Query(OneMember, key, all, reader.Users.KeyOf(query.Only), query.Limit);
                while (row.Read())
                    members.Add(ReadMember(reader, row));
                return members;
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<StoredSubscription>> OfUserAsync(UserId user, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<StoredSubscription>>(
            reader => ReadAll(reader, reader.Database.Query(LiveOfUser, reader.Users.KeyOf(user))), cancellationToken);

    public ValueTask<IReadOnlyList<StoredContact>> ContactsAsync(UserId user, ContactQuery query, CancellationToken cancellationToken) =>
        readers.ReadAsync(reader => ContactList.Read(reader, user, query), cancellationToken);

    public ValueTask<int> UnreadAsync(UserId user, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            reader => reader.Database.Scalar(Unread, reader.Users.KeyOf(user)) is long sum ? (int)Math.Min(sum, int.MaxValue) : 0,
            cancellationToken);

    private static List<StoredSubscription> ReadAll(SqlReader reader, DbDataReader rows)
    {
        using (rows)
        {
            List<StoredSubscription> all = [];
            while (rows.Read())
                all.Add(SubscriptionRow.Read(rows, reader.Users));
            return all;
        }
    }

    private static StoredMember ReadMember(SqlReader reader, DbDataReader row)
    {
        const int First = SubscriptionRow.ColumnCount;
        return new StoredMember
        {
            Subscription = SubscriptionRow.Read(row, reader.Users),
            Public = row.PayloadAt(First),
            Trusted = row.PayloadAt(First + 1),
            LastSeen = row.TimeOrNullAt(First + 2),
            UserAgent = row.TextOrNullAt(First + 3),
            State = row.IsDBNull(First + 4) ? ObjectState.Deleted : (ObjectState)row.GetInt32(First + 4),
        };
    }
}
