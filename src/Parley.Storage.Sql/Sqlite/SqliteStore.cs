using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Parley.Storage.Ports;

namespace Parley.Storage.Sql.Sqlite;

/// <summary>Opens SQLite databases.</summary>
public static class SqliteStore
{
    /// <summary>
    /// Opens a database for this process alone, and brings its schema up to date; a missing one is made. To be disposed at the end.
    /// </summary>
    /// <exception cref="StoreUnavailableException">
    /// The folder cannot be used, the file is damaged or no database of ours, its schema is newer than this program, or another process
    /// uses it. The message is one sentence that says how to mend it.
    /// </exception>
    public static Task<IParleyStore> OpenAsync(SqliteStoreOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        // The work is synchronous, and migrations may take long: not on the caller's thread.
        return Task.Run<IParleyStore>(() => Open(options, logger), cancellationToken);
    }

    /// <summary>The number of the last schema that this program knows.</summary>
    public static int LatestSchema => SqliteMigrations.Latest;

    /// <summary>The number of a database's schema, which is not changed; 0 if there is no file.</summary>
    /// <exception cref="StoreUnavailableException">The file is damaged or cannot be read.</exception>
    public static int SchemaOf(string path)
    {
        if (!File.Exists(path))
            return 0;
        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
            connection.Open();
            return SqliteMigrations.VersionOf(connection);
        }
        catch (SqliteException e)
        {
            throw new StoreUnavailableException(new SqliteDialect(path).Explain(e), e);
        }
    }

    private static SqlStore Open(SqliteStoreOptions options, ILogger logger)
    {
        var path = Path.GetFullPath(options.Path);
        var engine = new SqliteEngine(path, options.MaxPageCount, SqliteLockFile.Take(path));
        try
        {
            using (var setup = engine.OpenSetup())
                SqliteMigrations.Apply(setup, path, options.Time, logger, options.OnMigrated);
            var limits = new SqlStoreLimits(
                options.ReaderConnectionsMax, options.CommitUnitsMax, options.QueueUnitsMax, options.TopicKeysMax, options.UniqueTagPrefix);
            return new SqlStore(engine, engine.OpenWriter(), options.Cipher, limits, logger);
        }
        catch (SqliteException e)
        {
            engine.Dispose();
            throw new StoreUnavailableException(engine.Dialect.Explain(e), e);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }
}
