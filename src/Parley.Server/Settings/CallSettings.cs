namespace Parley.Server.Settings;

/// <summary>Audio and video calls.</summary>
public sealed class CallSettings
{
    public bool Enabled { get; set; }

    /// <summary>Seconds for which a call rings.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    public IceServerSettings[] IceServers { get; set; } = [];

    internal IEnumerable<string> Problems()
    {
        if (TimeoutSeconds is < 1 or > 600)
            yield return "calls.timeoutSeconds: from 1 to 600.";
        if (Enabled && IceServers.Length == 0)
            yield return "calls.iceServers: calls need at least one server as {\"urls\": [\"stun:stun.example.com\"]}, or set calls.enabled to false.";
        if (IceServers.Any(server => server.Urls.Length == 0))
            yield return "calls.iceServers: each server needs urls.";
    }
}
