using Parley.Protocol.Names;
using Parley.Server.Settings;
using Parley.Storage.Ports;
using Parley.Storage.Sql.Sqlite;

namespace Parley.Server.Data;

/// <summary>Chooses and opens the database: SQLite, so far.</summary>
internal static class StorageEngine
{
    /// <exception cref="Storage.StoreUnavailableException">It cannot be opened; says why.</exception>
    public static Task<IParleyStore> OpenAsync(
        ParleySettings settings, DataFolder folder, UidCipher cipher, ILogger logger, CancellationToken cancellationToken)
    {
        var options = new SqliteStoreOptions
        {
            Path = folder.Database,
            Cipher = cipher,
            UniqueTagPrefix = settings.Topics.AliasTag.Length > 0 ? settings.Topics.AliasTag + ":" : null,
        };
        return SqliteStore.OpenAsync(options, logger, cancellationToken);
    }
}
