using System.Data.Common;
using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Sql.Rows;

namespace Parley.Storage.Sql.Reads;

internal sealed class SqlCredentialStore(ReaderPool readers) : ICredentialStore
{
    private const string Select =
        "SELECT user_key, method, value, response, holder_key, retries, created, updated FROM credentials";

    private const string Active =
        $"{Select} WHERE user_key = @user AND method = @method AND holder_key <> 0 AND deleted IS NULL ORDER BY updated DESC LIMIT 1";

    private const string All = $"{Select} WHERE user_key = @user AND deleted IS NULL ORDER BY created, method, value";

    private const string Confirmed =
        "SELECT 1 FROM credentials WHERE method = @method AND value = @value AND holder_key = 0 AND deleted IS NULL";

    public ValueTask<StoredCredential?> FindActiveAsync(UserId user, string method, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            reader =>
            {
                using var row = reader.Database.Query(Active, reader.Users.KeyOf(user), method);
                return row.Read() ? Read(reader, row) : null;
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<StoredCredential>> OfUserAsync(UserId user, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<StoredCredential>>(
            reader =>
            {
                List<StoredCredential> all = [];
                using var row = reader.Database.Query(All, reader.Users.KeyOf(user));
                while (row.Read())
                    all.Add(Read(reader, row));
                return all;
            },
            cancellationToken);

    public ValueTask<bool> IsConfirmedAsync(string method, string value, CancellationToken cancellationToken) =>
        readers.ReadAsync(reader => reader.Database.Scalar(Confirmed, method, value) is not null, cancellationToken);

    private static StoredCredential Read(SqlReader reader, DbDataReader row) => new()
    {
        User = reader.Users.IdOf(row.GetInt64(0)),
        Method = row.GetString(1),
        Value = row.GetString(2),
        Response = row.GetString(3),
        IsDone = row.GetInt64(4) == 0,
        Retries = row.GetInt32(5),
        Created = row.TimeAt(6),
        Updated = row.TimeAt(7),
    };
}
