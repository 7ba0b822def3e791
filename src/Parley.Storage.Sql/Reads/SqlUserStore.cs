using System.Runtime.CompilerServices;
using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Sql.Rows;

namespace Parley.Storage.Sql.Reads;

internal sealed class SqlUserStore(ReaderPool readers) : IUserStore
{
    private const int PageRows = 256;

    private const string FindUser = $"SELECT {UserRow.Columns} FROM users u WHERE u.key = @key";

    private const string FindHolder =
        "SELECT user_key FROM credentials WHERE method = @method AND value = @value AND holder_key = 0 AND deleted IS NULL";

    private const string Page =
        $"""
        SELECT {UserRow.Columns} FROM users u
        WHERE u.state <> 20 AND (u.created > @created OR (u.created = @created AND u.key > @key))
        ORDER BY u.created, u.key LIMIT @limit
        """;

    public ValueTask<StoredUser?> FindAsync(UserId user, CancellationToken cancellationToken) =>
        readers.ReadAsync(reader => Find(reader, user), cancellationToken);

    public ValueTask<IReadOnlyList<StoredUser>> FindAsync(IReadOnlyList<UserId> users, CancellationToken cancellationToken) =>
        readers.ReadTogetherAsync<IReadOnlyList<StoredUser>>(
            reader => [.. users.Distinct().Select(user => Find(reader, user)).OfType<StoredUser>()], cancellationToken);

    public ValueTask<UserId> FindByCredentialAsync(string method, string value, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            reader => reader.Database.Scalar(FindHolder, method, value) is long key ? reader.Users.IdOf(key) : default, cancellationToken);

    public async IAsyncEnumerable<StoredUser> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (created, key) = (long.MinValue, long.MinValue);
        while (true)
        {
            var page = await readers.ReadAsync(reader => ReadPage(reader, created, key), cancellationToken);
            foreach (var (user, userKey) in page)
            {
                (created, key) = (user.Created.ToSql(), userKey);
                yield return user;
            }
            if (page.Count < PageRows)
                yield break;
        }
    }

    private static StoredUser? Find(SqlReader reader, UserId user)
    {
        if (user.IsNone)
            return null;
        using var row = reader.Database.Query(FindUser, reader.Users.KeyOf(user));
        return row.Read() ? UserRow.Read(row, 0, reader.Users) : null;
    }

    private static List<(StoredUser User, long Key)> ReadPage(SqlReader reader, long created, long key)
    {
        List<(StoredUser, long)> page = [];
        using var row = reader.Database.Query(Page, created, key, PageRows);
        while (row.Read())
            page.Add((UserRow.Read(row, 0, reader.Users), row.GetInt64(0)));
        return page;
    }
}
