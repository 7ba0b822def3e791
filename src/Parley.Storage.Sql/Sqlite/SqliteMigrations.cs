using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Parley.Storage.Sql.Rows;

namespace Parley.Storage.Sql.Sqlite;

/// <summary>
/// Brings the schema up to date in numbered steps, each in a transaction of its own. The number of the last step stands in the
/// file's <c>user_version</c>.
/// </summary>
internal static partial class SqliteMigrations
{
    // "Prly": tells our files from other people's databases.
    private const int ApplicationId = 0x50726C79;

    private const string SeedSystem =
        """
        INSERT INTO topics (name, last_seq, touched, state, del_id, subscriber_count, created, updated, is_channel, owner_key, access_auth,
            access_anon, version, public)
        SELECT 'sys', 0, @now, 0, 0, 0, @now, @now, 0, 0, 0, 0, 1, @public WHERE NOT EXISTS (SELECT 1 FROM topics WHERE name = 'sys')
        """;

    /// <summary>The number of the last step that this program knows.</summary>
    public static int Latest => Steps().Count;

    /// <exception cref="StoreUnavailableException">The file belongs to a newer program, or to another one.</exception>
    /// <exception cref="SqliteException">The file cannot be read or written.</exception>
    public static void Apply(SqliteConnection connection, string path, TimeProvider time, ILogger logger, Action<int>? onMigrated)
    {
        var version = Number(connection, "PRAGMA user_version");
        var steps = Steps();
        if (Number(connection, "PRAGMA application_id") != ApplicationId && Number(connection, "SELECT COUNT(*) FROM sqlite_schema") > 0)
        {
            throw new StoreUnavailableException(
                $"The database {path} belongs to another program: give this one a file of its own.");
        }
        if (version > steps.Count)
        {
            throw new StoreUnavailableException(
                $"The database {path} was written by a newer Parley (schema {version}, this one knows {steps.Count}): install that one, "
                + "or restore an older backup.");
        }
        for (var step = (int)version + 1; step <= steps.Count; step++)
        {
            using var transaction = connection.BeginTransaction();
            Execute(connection, steps[step - 1]);
            Execute(
                connection,
                string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {step}"));
            transaction.Commit();
            Log.Migrated(logger, path, step);
            onMigrated?.Invoke(step);
        }
        Execute(
            connection, SeedSystem, ("@now", time.GetUtcNow().UtcDateTime.ToSql()), ("@public", """{"fn":"System"}"""u8.ToArray()));
    }

    /// <summary>The number of the last step that was taken.</summary>
    public static int VersionOf(SqliteConnection connection) => (int)Number(connection, "PRAGMA user_version");

    private static List<string> Steps()
    {
        List<string> steps = [];
        var assembly = typeof(SqliteMigrations).Assembly;
        while (assembly.GetManifestResourceStream(string.Create(CultureInfo.InvariantCulture, $"sqlite/{steps.Count + 1:000}.sql")) is { } stream)
        {
            using var reader = new StreamReader(stream);
            steps.Add(reader.ReadToEnd());
        }
        return steps;
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "StorageMigrated", Level = LogLevel.Information, Message = "The database {Path} has schema {Step} now.")]
        public static partial void Migrated(ILogger logger, string path, int step);
    }
}
