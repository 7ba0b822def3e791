using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Protocol.Routing;

/// <summary>
/// Who asks. Made once and shared by the requests of a session as long as nothing of it changes.
/// </summary>
public sealed record Requester
{
    public required SessionId Session { get; init; }

    /// <summary>The user in whose name the request runs: of the session, or another one on whose behalf root acts.</summary>
    public required UserId User { get; init; }

    /// <summary>The level at which the request runs.</summary>
    public required AuthLevel Level { get; init; }

    /// <summary>The user who has logged in.</summary>
    public required UserId SessionUser { get; init; }

    /// <summary>The level of the login.</summary>
    public required AuthLevel SessionLevel { get; init; }

    /// <summary>The session attaches without being seen, for the first five seconds.</summary>
    public bool IsBackground { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>Country of the user, "US" and the like: for telephone numbers.</summary>
    public string? Country { get; init; }

    /// <summary>Language of the session, "en-GB" and the like: for messages to people.</summary>
    public string? Language { get; init; }

    /// <summary>The session belongs to a root user.</summary>
    public bool IsRootSession => SessionLevel == AuthLevel.Root;
}
