using Parley.Server.Settings;

namespace Parley.Server.Data;

/// <summary>The keys that a server works with.</summary>
/// <param name="ApiKeySalt">Signs API keys.</param>
/// <param name="TokenKey">Signs tokens.</param>
/// <param name="UidKey">Hides the order of ids.</param>
public sealed record ServerSecrets(byte[] ApiKeySalt, byte[] TokenKey, byte[] UidKey)
{
    /// <summary>The keys of the settings, for those not set the ones of the data folder.</summary>
    public static ServerSecrets Resolve(SecretSettings settings, SecretsFile kept) => new(
        Choose(settings.ApiKeySalt, kept.ApiKeySalt),
        Choose(settings.TokenKey, kept.TokenKey),
        Choose(settings.UidKey, kept.UidKey));

    private static byte[] Choose(string? set, string kept) => Convert.FromBase64String(set ?? kept);
}
