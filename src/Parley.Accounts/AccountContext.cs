using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.Accounts;

/// <summary>What a session tells of itself with a request about accounts.</summary>
public sealed record AccountContext
{
    public required SessionId Session { get; init; }

    /// <summary>The user who has logged in on this session; nobody before.</summary>
    public UserId SessionUser { get; init; }
    public AuthLevel SessionLevel { get; init; }

    /// <summary>The user in whose name the request runs: the same, or another one on whose behalf root acts.</summary>
    public UserId User { get; init; }
    public AuthLevel Level { get; init; }

    /// <summary>When the request arrived: UTC, milliseconds.</summary>
    public required DateTime ReceivedAt { get; init; }
    public string? RemoteAddress { get; init; }
    public string? DeviceId { get; init; }
    public string? Platform { get; init; }
    public string? Language { get; init; }

    /// <summary>"US" and the like.</summary>
    public string? Country { get; init; }

    public bool IsAuthenticated => !SessionUser.IsNone;
}
