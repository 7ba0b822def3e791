using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Sql.Rows;

namespace Parley.Storage.Sql.Reads;

internal sealed class SqlUserStore(ReaderPool readers) : IUserStore
{
    private const string FindUser = $"SELECT {UserRow.Columns} FROM users u WHERE u.key = @key";

    private const string FindHolder =
        "SELECT user_key FROM credentials WHERE method = @method AND value = @value AND holder_key = 0 AND deleted IS NULL";

    public ValueTask<StoredUser?> FindAsync(UserId user, CancellationToken cancellationToken) =>
        readers.ReadAsync(reader => Find(reader, user), cancellationToken);

    public ValueTask<IReadOnlyList<StoredUser>> FindAsync(IReadOnlyList<UserId> users, CancellationToken cancellationToken) =>
        readers.ReadTogetherAsync<IReadOnlyList<StoredUser>>(
            reader => [.. users.Distinct().Select(user => Find(reader, user)).OfType<StoredUser>()], cancellationToken);

    public ValueTask<UserId> FindByCredentialAsync(string method, string value, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            reader => reader.Database.Scalar(FindHolder, method, value) is long key ? reader.Users.IdOf(key) : default, cancellationToken);

    private static StoredUser? Find(SqlReader reader, UserId user)
    {
        if (user.IsNone)
            return null;
        using var row = reader.Database.Query(FindUser, reader.Users.KeyOf(user));
        return row.Read() ? UserRow.Read(row, 0, reader.Users) : null;
    }
}
