using Parley.Protocol.Names;
using Parley.Server.Settings;
using Parley.Storage;
using Parley.Storage.Ports;

namespace Parley.Server.Data;

/// <summary>An opened data folder: its keys, its database, and the source of new ids. One process has it at a time.</summary>
public sealed class ServerStore : IAsyncDisposable
{
    // One process owns the database, so no other one makes ids: the number that the reference uses on its own.
    private const int Worker = 1;

    private ServerStore(DataFolder folder, ServerSecrets secrets, IParleyStore store, IdSource ids) =>
        (Folder, Secrets, Store, Ids) = (folder, secrets, store, ids);

    public DataFolder Folder { get; }
    public ServerSecrets Secrets { get; }
    public IParleyStore Store { get; }
    public IdSource Ids { get; }

    /// <exception cref="CommandFailedException">Keys or database cannot be used, or another process has them.</exception>
    public static async Task<ServerStore> OpenAsync(ParleySettings settings, DataFolder folder, CancellationToken cancellationToken)
    {
        var secrets = ServerSecrets.Resolve(settings.Secrets, SecretsFile.LoadOrCreate(folder));
        var cipher = new UidCipher(secrets.UidKey);
        try
        {
            var store = await StorageEngine.OpenAsync(folder, cipher, cancellationToken);
            return new ServerStore(folder, secrets, store, new IdSource(cipher, Worker, TimeProvider.System));
        }
        catch (StoreUnavailableException error)
        {
            throw new CommandFailedException(error.Message, error);
        }
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
