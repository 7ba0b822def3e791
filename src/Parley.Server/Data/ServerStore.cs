using Parley.Protocol.Names;
using Parley.Server.Hosting;
using Parley.Server.Settings;
using Parley.Storage;
using Parley.Storage.Ports;

namespace Parley.Server.Data;

/// <summary>An opened data folder: its keys, its database, and the source of new ids. One process has it at a time.</summary>
public sealed class ServerStore : IAsyncDisposable
{
    // One process owns the database, so no other one makes ids: the number that the reference uses on its own.
    private const int Worker = 1;

    private readonly ILoggerFactory _loggers;

    private ServerStore(DataFolder folder, ServerSecrets secrets, IParleyStore store, IdSource ids, ILoggerFactory loggers)
    {
        (Folder, Secrets, Store, Ids) = (folder, secrets, store, ids);
        _loggers = loggers;
    }

    public DataFolder Folder { get; }
    public ServerSecrets Secrets { get; }
    public IParleyStore Store { get; }
    public IdSource Ids { get; }

    /// <exception cref="CommandFailedException">Keys or database cannot be used, or another process has them.</exception>
    public static Task<ServerStore> OpenAsync(
        ParleySettings settings, DataFolder folder, bool isVerbose, CancellationToken cancellationToken) =>
        OpenAsync(settings, folder, isVerbose, onMigrated: null, cancellationToken);

    /// <param name="onMigrated">Is told of each step that brings the database up to date; null for nobody.</param>
    /// <exception cref="CommandFailedException">Keys or database cannot be used, or another process has them.</exception>
    public static async Task<ServerStore> OpenAsync(
        ParleySettings settings, DataFolder folder, bool isVerbose, Action<int>? onMigrated, CancellationToken cancellationToken)
    {
        var secrets = ServerSecrets.Of(settings.Secrets, folder);
        var cipher = new UidCipher(secrets.UidKey);
        // The database tells of itself before there is an application with a log.
        var loggers = LoggerFactory.Create(logging => logging.AddParleyConsole(isVerbose));
        IParleyStore? store = null;
        try
        {
            store = await StorageEngine.OpenAsync(settings, folder, cipher, loggers.CreateLogger<ServerStore>(), onMigrated, cancellationToken);
            await UidKeyCheck.ConfirmAsync(store, folder.Database, secrets.UidKey, cancellationToken);
            return new ServerStore(folder, secrets, store, new IdSource(cipher, Worker, TimeProvider.System), loggers);
        }
        catch (Exception error)
        {
            if (store is not null)
                await store.DisposeAsync();
            loggers.Dispose();
            if (error is StoreUnavailableException)
                throw new CommandFailedException(error.Message, error);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _loggers.Dispose();
    }
}
