namespace Parley.FrontEnd.Sessions;

/// <summary>Bounds and times of sessions.</summary>
public sealed record SessionOptions
{
    /// <summary>Packets that may wait for one session; one more ends it. A page of history, 100 messages, must fit.</summary>
    public int SendQueuePacketsMax { get; init; } = 512;

    /// <summary>Bytes that may wait for one session; more ends it. A page of large messages must fit.</summary>
    public int SendQueueBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>Bytes that may wait for a session that has not logged in: it is owed short answers only.</summary>
    public int UnauthenticatedQueueBytesMax { get; init; } = 64 * 1024;

    /// <summary>The largest message of a client.</summary>
    public int MessageBytesMax { get; init; } = 128 * 1024;

    /// <summary>A request with an id that a topic has not answered by then is answered 503.</summary>
    public TimeSpan RequestDeadline { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Requests of one session that may wait for answers of topics; one more is answered 503.</summary>
    public int PendingRequestsMax { get; init; } = 1024;

    /// <summary>How long a background session goes unseen.</summary>
    public TimeSpan BackgroundTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A session that has not logged in by then is ended.</summary>
    public TimeSpan UnauthenticatedTimeMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Sessions of one network address that have not logged in; IPv6 counts by /64.</summary>
    public int UnauthenticatedPerAddressMax { get; init; } = 4096;

    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(49.5);

    /// <summary>A link whose client has not answered a ping for so long is dead.</summary>
    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(55);

    /// <summary>A link that has taken no bytes for so long is dead.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A client that says nothing for so long in the midst of an upload over gRPC, or takes none of the pieces of a download, has given it up.
    /// </summary>
    public TimeSpan FileSilenceMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Country of users who name none: "US" and the like, or null.</summary>
    public string? DefaultCountryCode { get; init; } = "US";
}
