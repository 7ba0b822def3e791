using System.Data.Common;
using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Sql.Rows;

namespace Parley.Storage.Sql.Reads;

internal sealed class SqlFileStore(ReaderPool readers) : IFileStore
{
    private const string Select =
        "SELECT f.key, f.created, f.updated, f.user_key, f.status, f.mime_type, f.size, f.etag, f.location FROM files f";

    private const string FindOne = $"{Select} WHERE f.key = @key";

    private const string Unused =
        $"""
        {Select} WHERE f.updated < @before AND NOT EXISTS (SELECT 1 FROM file_links l WHERE l.file_key = f.key)
        ORDER BY f.updated LIMIT @limit
        """;

    private const string UsedBytes = "SELECT COALESCE(SUM(size), 0) FROM files WHERE user_key = @user";

    public ValueTask<StoredFile?> FindAsync(UserId file, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            reader =>
            {
                using var row = reader.Database.Query(FindOne, reader.Users.KeyOf(file));
                return row.Read() ? Read(reader, row) : null;
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<StoredFile>> UnusedAsync(DateTime before, int limit, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<StoredFile>>(
            reader =>
            {
                List<StoredFile> files = [];
                using var row = reader.Database.Query(Unused, before.ToSql(), limit);
                while (row.Read())
                    files.Add(Read(reader, row));
                return files;
            },
            cancellationToken);

    public ValueTask<long> UsedBytesAsync(UserId user, CancellationToken cancellationToken) =>
        readers.ReadAsync(reader => (long)reader.Database.Scalar(UsedBytes, reader.Users.KeyOf(user))!, cancellationToken);

    private static StoredFile Read(SqlReader reader, DbDataReader row) => new()
    {
        Id = reader.Users.IdOf(row.GetInt64(0)),
        Created = row.TimeAt(1),
        Updated = row.TimeAt(2),
        User = reader.Users.IdOf(row.GetInt64(3)),
        Status = (FileStatus)row.GetInt32(4),
        MimeType = row.GetString(5),
        Size = row.GetInt64(6),
        ETag = row.TextOrNullAt(7),
        Location = row.TextOrNullAt(8),
    };
}
