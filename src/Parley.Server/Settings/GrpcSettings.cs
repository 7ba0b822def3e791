namespace Parley.Server.Settings;

/// <summary>How the server speaks gRPC.</summary>
public sealed class GrpcSettings
{
    private const string Off = "-";

    /// <summary>"host:port", ":port" for all interfaces, "unix:/path", or "-" for no gRPC.</summary>
    public string Listen { get; set; } = "127.0.0.1:16060";

    /// <summary>After so many seconds of silence a client is asked whether it is still there; 0 for never.</summary>
    public int PingSeconds { get; set; } = 60;

    /// <summary>Clients may ask which services and messages there are, as command-line tools do.</summary>
    public bool Reflection { get; set; }

    /// <summary>The standard health service, for load balancers.</summary>
    public bool Health { get; set; }

    /// <summary>Where gRPC listens; null for nowhere.</summary>
    internal ListenAddress? Address => ListenAddress.TryParse(Listen, out var address) ? address : null;

    internal IEnumerable<string> Problems()
    {
        if (Listen != Off && Address is null)
            yield return $"grpc.listen: \"{Listen}\" is not an address; write host:port as 127.0.0.1:16060, :16060 for all interfaces, unix:/path, or - for no gRPC.";
        if (PingSeconds is < 0 or > 86400)
            yield return "grpc.pingSeconds: from 1 to 86400 seconds, or 0 for never.";
    }
}
