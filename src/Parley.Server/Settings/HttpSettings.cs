namespace Parley.Server.Settings;

/// <summary>How the server speaks HTTP.</summary>
public sealed class HttpSettings
{
    /// <summary>The path under which the interface lies: "/" gives /v0/channels.</summary>
    public string ApiPath { get; set; } = "/";

    /// <summary>The path under which the web client lies.</summary>
    public string StaticMount { get; set; } = "/";

    /// <summary>For how long browsers keep files of the web client, in seconds; 0 to ask each time.</summary>
    public int CacheSeconds { get; set; }

    /// <summary>Whether other sites may show the web client in a frame: DENY, SAMEORIGIN, or - for yes.</summary>
    public string FrameOptions { get; set; } = "SAMEORIGIN";

    /// <summary>Take the client's address from X-Forwarded-For: only behind a proxy that sets it.</summary>
    public bool UseForwardedFor { get; set; }

    /// <summary>Compress web-socket messages.</summary>
    public bool Compression { get; set; } = true;

    internal IEnumerable<string> Problems()
    {
        if (CacheSeconds < 0)
            yield return "http.cacheSeconds: a time in seconds, or 0.";
        if (FrameOptions is not ("DENY" or "SAMEORIGIN" or "-"))
            yield return $"http.frameOptions: \"{FrameOptions}\" is not DENY, SAMEORIGIN or -.";
        if (!IsPath(ApiPath))
            yield return $"http.apiPath: \"{ApiPath}\" is not a path as / or /chat/.";
        if (!IsPath(StaticMount))
            yield return $"http.staticMount: \"{StaticMount}\" is not a path as / or /web/.";
    }

    private static bool IsPath(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.' or '~');
}
