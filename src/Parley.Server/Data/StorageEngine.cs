using Parley.Protocol.Names;
using Parley.Storage.Ports;

namespace Parley.Server.Data;

/// <summary>Chooses and opens the database.</summary>
internal static class StorageEngine
{
    public static ValueTask<IParleyStore> OpenAsync(DataFolder folder, UidCipher cipher, CancellationToken cancellationToken) =>
        throw new CommandFailedException($"No storage yet: {folder.Database}.");
}
