namespace Parley.FrontEnd.Sessions;

/// <summary>What the client of a session has told of itself by <c>{hi}</c>.</summary>
public sealed record SessionClient
{
    public static readonly SessionClient Unknown = new();

    public string? UserAgent { get; init; }
    public string? DeviceId { get; init; }

    /// <summary>"web", "ios", "android", or whatever the client said.</summary>
    public string? Platform { get; init; }
    public string? Language { get; init; }

    /// <summary>"US" and the like.</summary>
    public string? Country { get; init; }
}
