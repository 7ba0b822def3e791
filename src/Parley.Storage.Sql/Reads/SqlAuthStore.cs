using System.Data.Common;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Sql.Rows;

namespace Parley.Storage.Sql.Reads;

internal sealed class SqlAuthStore(ReaderPool readers) : IAuthStore
{
    private const string Select = "SELECT user_key, scheme, login, level, secret, expires FROM auth";
    private const string ByLogin = $"{Select} WHERE scheme = @scheme AND login = @login";
    private const string ByUser = $"{Select} WHERE user_key = @user AND scheme = @scheme";

    public ValueTask<AuthRecord?> FindAsync(string scheme, string login, CancellationToken cancellationToken) =>
        readers.ReadAsync(reader => ReadOne(reader, reader.Database.Query(ByLogin, scheme, login)), cancellationToken);

    public ValueTask<AuthRecord?> FindAsync(UserId user, string scheme, CancellationToken cancellationToken) =>
        readers.ReadAsync(reader => ReadOne(reader, reader.Database.Query(ByUser, reader.Users.KeyOf(user), scheme)), cancellationToken);

    private static AuthRecord? ReadOne(SqlReader reader, DbDataReader row)
    {
        using (row)
        {
            return row.Read()
                ? new AuthRecord(
                    reader.Users.IdOf(row.GetInt64(0)), row.GetString(1), row.GetString(2), (AuthLevel)row.GetInt32(3),
                    row.GetFieldValue<byte[]>(4), row.TimeOrNullAt(5))
                : null;
        }
    }
}
