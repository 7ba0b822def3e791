using Parley.Protocol.Names;

namespace Parley.Server.Settings;

/// <summary>Keys, in base64. Those not set are random and kept in the data folder.</summary>
public sealed class SecretSettings
{
    /// <summary>Key of tokens that is published with the reference server's sample configuration.</summary>
    public const string PublishedTokenKey = "wfaY2RgF2S1OQI/ZlK+LSrp1KB2jwAdGAIHQ7JZn+Kc=";

    /// <summary>The least length of the key that signs tokens, in bytes.</summary>
    public const int TokenKeyLengthMin = 32;

    /// <summary>Signs API keys; not much of a secret, as clients carry such a key.</summary>
    [Secret]
    public string? ApiKeySalt { get; set; }

    /// <summary>Signs tokens.</summary>
    [Secret]
    public string? TokenKey { get; set; }

    /// <summary>Hides the order of ids. Must stay the same for a database.</summary>
    [Secret]
    public string? UidKey { get; set; }

    internal IEnumerable<string> Problems()
    {
        if (ApiKeySalt is not null && Length(ApiKeySalt) is null or 0)
            yield return "secrets.apiKeySalt: not base64; `parley keygen` makes one.";
        if (TokenKey is not null && Length(TokenKey) is null or < TokenKeyLengthMin)
            yield return $"secrets.tokenKey: {TokenKeyLengthMin} or more bytes in base64, as `openssl rand -base64 {TokenKeyLengthMin}` makes them.";
        if (UidKey is not null && Length(UidKey) != UidCipher.KeyLength)
            yield return $"secrets.uidKey: {UidCipher.KeyLength} bytes in base64, as `openssl rand -base64 {UidCipher.KeyLength}` makes them.";
    }

    private static int? Length(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var written) ? written : null;
    }
}
