using Parley.Server.Settings;

namespace Parley.Server.Data;

/// <summary>The keys that a server works with.</summary>
/// <param name="ApiKeySalt">Signs API keys.</param>
/// <param name="TokenKey">Signs tokens.</param>
/// <param name="UidKey">Hides the order of ids.</param>
public sealed record ServerSecrets(byte[] ApiKeySalt, byte[] TokenKey, byte[] UidKey)
{
    /// <summary>The keys of the settings, for those not set the ones of the data folder.</summary>
    /// <exception cref="CommandFailedException">A key is not set, and the file of the data folder cannot be used.</exception>
    public static ServerSecrets Of(SecretSettings settings, DataFolder folder)
    {
        // If all are set the file is not needed: it may be missing, or damaged.
        var kept = settings is { ApiKeySalt: not null, TokenKey: not null, UidKey: not null } ? null : SecretsFile.LoadOrCreate(folder);
        return new ServerSecrets(
            Convert.FromBase64String(settings.ApiKeySalt ?? kept!.ApiKeySalt),
            Convert.FromBase64String(settings.TokenKey ?? kept!.TokenKey),
            Convert.FromBase64String(settings.UidKey ?? kept!.UidKey));
    }
}
