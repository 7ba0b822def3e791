using System.Security.Cryptography;
using System.Text;
using Parley.Storage;
using Parley.Storage.Ports;
using Parley.Storage.Writes;

namespace Parley.Server.Data;

/// <summary>
/// Keeps a database from being opened with another key of ids than the one it was made with: every account would have another id, and
/// what was written then would be nobody's later.
/// </summary>
internal static class UidKeyCheck
{
    private const string Name = "uid_key";

    /// <summary>Notes the key in a database that knows none yet.</summary>
    /// <exception cref="CommandFailedException">The database was made with another key.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be read or written.</exception>
    public static async Task ConfirmAsync(IParleyStore store, string path, byte[] key, CancellationToken cancellationToken)
    {
        // Tells keys apart, and nothing of them.
        var print = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(Name)));
        if (await store.Values.FindAsync(Name, cancellationToken) is not var (known, _))
        {
            var noted = await store.Commit.CommitAsync([new WriteUnit([new PutValue(Name, print, OnlyIfNew: true, DateTime.UtcNow)])]);
            if (noted.Failure != StoreFailure.None)
                throw new StoreUnavailableException(noted.Detail ?? "The database cannot be written.");
            return;
        }

        if (known != print)
        {
            throw new CommandFailedException(
                $"The database {path} was made with another key of ids: give the settings that it was made with (secrets.uidKey, by --config or "
                + "--tinode-config), or the secrets.json of its folder.");
        }
    }
}
