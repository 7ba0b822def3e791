using System.Runtime.CompilerServices;
using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Sql.Rows;

namespace Parley.Storage.Sql.Reads;

internal sealed class SqlInventoryStore(ReaderPool readers) : IInventoryStore
{
    private const int PageRows = 256;

    private const string UserCreation = "SELECT created FROM users WHERE key = @key";

    private const string UserPage =
        $"""
        SELECT {UserRow.Columns} FROM users u
        WHERE u.state BETWEEN @low AND @high AND (u.created > @created OR (u.created = @created AND u.key > @key))
        ORDER BY u.created, u.key LIMIT @limit
        """;

    private const string TopicPage =
        $"SELECT {TopicRow.Columns}, t.key FROM topics t WHERE t.key > @key AND t.state BETWEEN @low AND @high ORDER BY t.key LIMIT @limit";

    private const string Unconfirmed =
        """
        SELECT u.key FROM users u
        WHERE u.state <> 20 AND u.last_seen IS NULL AND u.updated < @before
            AND EXISTS (SELECT 1 FROM credentials c WHERE c.user_key = u.key)
            AND NOT EXISTS (SELECT 1 FROM credentials c WHERE c.user_key = u.key AND c.holder_key = 0)
            AND NOT EXISTS (SELECT 1 FROM auth a WHERE a.user_key = u.key AND a.level >= 30)
        ORDER BY u.updated, u.key LIMIT @limit
        """;

    private const string Counts =
        """
        SELECT (SELECT COUNT(*) FROM users WHERE state <> 20), (SELECT COUNT(*) FROM users WHERE state = 10),
            (SELECT COUNT(*) FROM topics WHERE state <> 20), (SELECT COUNT(*) FROM messages), (SELECT COUNT(*) FROM files)
        """;

    public async IAsyncEnumerable<StoredUser> UsersAsync(
        UserId after, ObjectState? state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (created, key) = (long.MinValue, long.MinValue);
        if (!after.IsNone)
            (created, key) = await readers.ReadAsync(reader => PositionOf(reader, after), cancellationToken);
        while (true)
        {
            var page = await readers.ReadAsync(reader => ReadUsers(reader, created, key, state), cancellationToken);
            foreach (var (user, userKey) in page)
            {
                (created, key) = (user.Created.ToSql(), userKey);
                yield return user;
            }
            if (page.Count < PageRows)
                yield break;
        }
    }

    public ValueTask<IReadOnlyList<UserId>> UnconfirmedAsync(DateTime before, int limit, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<UserId>>(
            reader =>
            {
                List<UserId> users = [];
                using var row = reader.Database.Query(Unconfirmed, before.ToSql(), limit);
                while (row.Read())
                    users.Add(reader.Users.IdOf(row.GetInt64(0)));
                return users;
            },
            cancellationToken);

    public async IAsyncEnumerable<StoredTopic> TopicsAsync(
        TopicName? after, ObjectState? state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var key = long.MinValue;
        if (after is { } last)
            key = await readers.ReadAsync(reader => reader.FindTopic(last) ?? long.MaxValue, cancellationToken);
        while (true)
        {
            var page = await readers.ReadAsync(reader => ReadTopics(reader, key, state), cancellationToken);
            foreach (var (topic, topicKey) in page)
            {
                key = topicKey;
                yield return topic;
            }
            if (page.Count < PageRows)
                yield break;
        }
    }

    public ValueTask<InventoryCounts> CountAsync(CancellationToken cancellationToken) => readers.ReadAsync(
        reader =>
        {
            using var row = reader.Database.Query(Counts);
            row.Read();
            return new InventoryCounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));
        },
        cancellationToken);

    private static (long Created, long Key) PositionOf(SqlReader reader, UserId user)
    {
        var key = reader.Users.KeyOf(user);
        return reader.Database.Scalar(UserCreation, key) is long created ? (created, key) : (long.MaxValue, long.MaxValue);
    }

    private static List<(StoredUser User, long Key)> ReadUsers(SqlReader reader, long created, long key, ObjectState? state)
    {
        var (low, high) = StatesOf(state);
        List<(StoredUser, long)> page = [];
        using var row = reader.Database.Query(UserPage, low, high, created, key, PageRows);
        while (row.Read())
            page.Add((UserRow.Read(row, 0, reader.Users), row.GetInt64(0)));
        return page;
    }

    private static List<(StoredTopic Topic, long Key)> ReadTopics(SqlReader reader, long key, ObjectState? state)
    {
        var (low, high) = StatesOf(state);
        List<(StoredTopic, long)> page = [];
        using var row = reader.Database.Query(TopicPage, key, low, high, PageRows);
        while (row.Read())
            page.Add((TopicRow.Read(row, 0, reader.Users), row.GetInt64(TopicRow.ColumnCount)));
        return page;
    }

    private static (int Low, int High) StatesOf(ObjectState? state) =>
        state is { } only ? ((int)only, (int)only) : ((int)ObjectState.Ok, (int)ObjectState.Deleted - 1);
}
