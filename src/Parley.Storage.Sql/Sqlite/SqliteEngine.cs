using Microsoft.Data.Sqlite;
using Parley.Storage.Sql.Connections;

namespace Parley.Storage.Sql.Sqlite;

/// <summary>Opens connections to a data file that this process owns.</summary>
/// <param name="lockFile">Held until the engine is disposed.</param>
internal sealed class SqliteEngine(string path, int? maxPageCount, IDisposable lockFile) : ISqlEngine
{
    // FULL: a commit is on disk when it returns, not only in the hands of the operating system.
    private const string WriterSettings =
        """
        PRAGMA busy_timeout = 5000;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -65536;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 67108864;
        """;

    private const string ReaderSettings =
        """
        PRAGMA busy_timeout = 5000;
        PRAGMA query_only = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -16384;
        """;

    public SqlDialect Dialect { get; } = new SqliteDialect(path);

    /// <summary>A plain connection for looking at the schema and changing it.</summary>
    public SqliteConnection OpenSetup() => Open(SqliteOpenMode.ReadWriteCreate, WriterSettings);

    public PreparedConnection OpenWriter()
    {
        var connection = Open(SqliteOpenMode.ReadWrite, WriterSettings);
        if (maxPageCount is { } pages)
            Execute(connection, FormattableString.Invariant($"PRAGMA max_page_count = {pages}"));
        return new PreparedConnection(connection, Dialect);
    }

    public PreparedConnection OpenReader() => new(Open(SqliteOpenMode.ReadWrite, ReaderSettings), Dialect);

    public void Dispose() => lockFile.Dispose();

    private SqliteConnection Open(SqliteOpenMode mode, string settings)
    {
        // Connections are kept by the store itself; a pool would hold the file open after its end.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Execute(connection, settings);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Execute(SqliteConnection connection, string settings)
    {
        using var command = connection.CreateCommand();
        command.CommandText = settings;
        command.ExecuteNonQuery();
    }
}
