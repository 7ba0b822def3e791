using Parley.Storage.Ports;
using Parley.Storage.Sql.Rows;

namespace Parley.Storage.Sql.Reads;

internal sealed class SqlValueStore(ReaderPool readers) : IValueStore
{
    private const string FindOne = "SELECT value, at FROM key_values WHERE key = @key";

    private const string Keys = "SELECT key FROM key_values WHERE key >= @prefix AND key < @end AND at < @before ORDER BY key";

    // Comes after everything that begins with a prefix: the greatest character there is.
    private const string Last = "\U0010FFFF";

    public ValueTask<(string Value, DateTime At)?> FindAsync(string key, CancellationToken cancellationToken) =>
        readers.ReadAsync<(string, DateTime)?>(
            reader =>
            {
                using var row = reader.Database.Query(FindOne, key);
                return row.Read() ? (row.GetString(0), row.TimeAt(1)) : null;
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<string>> KeysAsync(string prefix, DateTime before, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<string>>(
            reader =>
            {
                List<string> keys = [];
                using var row = reader.Database.Query(Keys, prefix, prefix + Last, before.ToSql());
                while (row.Read())
                    keys.Add(row.GetString(0));
                return keys;
            },
            cancellationToken);
}
