using Parley.Protocol.Names;
using Parley.Server.Settings;
using Parley.Storage.Ports;
using Parley.Storage.Sql.Sqlite;

namespace Parley.Server.Data;

/// <summary>Chooses and opens the database: SQLite, so far.</summary>
internal static class StorageEngine
{
    /// <exception cref="Storage.StoreUnavailableException">It cannot be opened; says why.</exception>
    /// <param name="onMigrated">Is told of each step that brings the database up to date; null for nobody.</param>
    public static Task<IParleyStore> OpenAsync(
        ParleySettings settings, DataFolder folder, UidCipher cipher, ILogger logger, Action<int>? onMigrated, CancellationToken cancellationToken)
    {
        var options = new SqliteStoreOptions
        {
            Path = folder.Database,
            Cipher = cipher,
            OnMigrated = onMigrated,
            UniqueTagPrefix = settings.Topics.AliasTag.Length > 0 ? settings.Topics.AliasTag + ":" : null,
        };
        return SqliteStore.OpenAsync(options, logger, cancellationToken);
    }

    /// <summary>How far the database of a folder is up to date, without changing it.</summary>
    /// <exception cref="CommandFailedException">It cannot be read.</exception>
    public static SchemaStatus SchemaOf(DataFolder folder)
    {
        try
        {
            return new SchemaStatus(SqliteStore.SchemaOf(folder.Database), SqliteStore.LatestSchema);
        }
        catch (Storage.StoreUnavailableException error)
        {
            throw new CommandFailedException(error.Message, error);
        }
    }
}
