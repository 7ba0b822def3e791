namespace Parley.Server.Settings;

/// <summary>A service that checks logins by HTTP (scheme "rest").</summary>
public sealed class RestAuthSettings
{
    /// <summary>Its address; null for none.</summary>
    public string? Url { get; set; }

    /// <summary>Who is new here, and known there, gets an account by logging in.</summary>
    public bool AllowNewAccounts { get; set; }

    /// <summary>Each question has an address of its own: …/auth, …/link and so on.</summary>
    public bool SeparateEndpoints { get; set; }

    /// <summary>Seconds after which it is taken to be down.</summary>
    public int TimeoutSeconds { get; set; } = 10;

    internal IEnumerable<string> Problems()
    {
        if (!string.IsNullOrEmpty(Url) && !(Uri.TryCreate(Url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            yield return $"accounts.rest.url: \"{Url}\" is no address as https://auth.example.com/.";
        if (TimeoutSeconds is < 1 or > 120)
            yield return "accounts.rest.timeoutSeconds: from 1 to 120.";
    }
}
