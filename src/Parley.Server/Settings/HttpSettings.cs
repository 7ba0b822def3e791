namespace Parley.Server.Settings;

/// <summary>How the server speaks HTTP.</summary>
public sealed class HttpSettings
{
    /// <summary>For how long browsers keep files of the web client, in seconds; 0 to ask each time.</summary>
    public int CacheSeconds { get; set; }

    /// <summary>Whether other sites may show the web client in a frame: DENY, SAMEORIGIN, or - for yes.</summary>
    public string FrameOptions { get; set; } = "SAMEORIGIN";

    /// <summary>Take the client's address from X-Forwarded-For: only behind a proxy that sets it.</summary>
    public bool UseForwardedFor { get; set; }

    /// <summary>Origins whose pages may connect, as https://chat.example.com or https://*.example.com; none for all.</summary>
    public string[] AllowedOrigins { get; set; } = [];

    internal IEnumerable<string> Problems()
    {
        if (CacheSeconds < 0)
            yield return "http.cacheSeconds: a time in seconds, or 0.";
        if (FrameOptions is not ("DENY" or "SAMEORIGIN" or "-"))
            yield return $"http.frameOptions: \"{FrameOptions}\" is not DENY, SAMEORIGIN or -.";
        foreach (var error in Media.Cors.AllowedOrigins.Errors(AllowedOrigins))
            yield return $"http.allowedOrigins: {error}";
    }
}
