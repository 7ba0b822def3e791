using Parley.Protocol.Names;

namespace Parley.Server.Settings;

/// <summary>Keys, in base64. Those not set are random and kept in the data folder.</summary>
public sealed class SecretSettings
{
    /// <summary>Key of tokens that is published with the reference server's sample configuration.</summary>
    public const string PublishedTokenKey = "wfaY2RgF2S1OQI/ZlK+LSrp1KB2jwAdGAIHQ7JZn+Kc=";

    /// <summary>Key of ids that is published with it.</summary>
    public const string PublishedUidKey = "la6YsO+bNX/+XIkOqc5Svw==";

    /// <summary>Salt of API keys that is published with it.</summary>
    public const string PublishedApiKeySalt = "T713/rYYgW7g4m3vG6zGRh7+FM1t0T8j13koXScOAj4=";

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

    /// <summary>What everybody can read, where others than this machine can connect.</summary>
    internal IEnumerable<string> PublicProblems()
    {
        if (AreSame(TokenKey, PublishedTokenKey))
        {
            yield return "secrets.tokenKey: this key is published as a sample, so anybody could sign tokens; leave it out to use the random one "
                + $"of the data folder, or make one with `openssl rand -base64 {TokenKeyLengthMin}`.";
        }
        if (AreSame(UidKey, PublishedUidKey))
        {
            yield return "secrets.uidKey: this key is published as a sample, so anybody could tell ids apart by age; leave it out to use the random "
                + $"one of the data folder, or make one with `openssl rand -base64 {UidCipher.KeyLength}`. A database keeps the key it was made with.";
        }
        if (AreSame(ApiKeySalt, PublishedApiKeySalt))
        {
            yield return "secrets.apiKeySalt: this salt is published as a sample, so anybody could make API keys; leave it out to use the random one "
                + "of the data folder, or make one with `parley keygen --salt random`.";
        }
    }

    // The same bytes can be written in more than one way.
    private static bool AreSame(string? set, string published)
    {
        var bytes = new byte[set?.Length ?? 0];
        return Convert.TryFromBase64String(set ?? "", bytes, out var written)
            && bytes.AsSpan(0, written).SequenceEqual(Convert.FromBase64String(published));
    }

    private static int? Length(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var written) ? written : null;
    }
}
