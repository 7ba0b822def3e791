using Parley.FrontEnd.Transports.Grpc;

namespace Parley.FrontEnd;

/// <summary>How this process faces its clients.</summary>
public sealed record FrontEndOptions
{
    /// <summary>Signs API keys.</summary>
    public byte[] ApiKeySalt { get; init; } = [];

    /// <summary>A proxy in front of the server tells the client's address in <c>X-Forwarded-For</c>.</summary>
    public bool UseForwardedFor { get; init; }

    /// <summary>Origins whose pages may open WebSockets; any if empty, because a session knows no cookies.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The folder of static files; null if none are served.</summary>
    public string? StaticFolder { get; init; }

    /// <summary>The static files are the web client: it gets <c>/parley-config.js</c> and its content security policy.</summary>
    public bool ServesWebClient { get; init; }

    /// <summary>How long browsers may keep static files; zero if nothing is said about it.</summary>
    public TimeSpan StaticCacheAge { get; init; } = TimeSpan.FromSeconds(39600);

    /// <summary><c>X-Frame-Options</c>: "SAMEORIGIN", "DENY", or "-" for none.</summary>
    public string FrameOptions { get; init; } = "SAMEORIGIN";

    /// <summary>The address told to gRPC clients as "servingAt".</summary>
    public string? ServingAt { get; init; }

    /// <summary>What is offered over gRPC; null for no gRPC at all.</summary>
    public GrpcDoorOptions? Grpc { get; init; }
}
