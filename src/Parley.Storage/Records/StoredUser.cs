using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Storage.Records;

/// <summary>A user as stored. Times are UTC with millisecond precision.</summary>
public sealed record StoredUser
{
    public required UserId Id { get; init; }
    public required DateTime Created { get; init; }
    public required DateTime Updated { get; init; }
    public ObjectState State { get; init; }
    public DateTime? StateAt { get; init; }

    /// <summary>Access that others get who start a conversation with this user.</summary>
    public DefaultAccess Access { get; init; }

    /// <summary>When the user last left <c>me</c>; null if never.</summary>
    public DateTime? LastSeen { get; init; }
    public string? UserAgent { get; init; }
    public Payload Public { get; init; }
    public Payload Trusted { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Grows with every change that names a version; 1 for a new row.</summary>
    public int Version { get; init; } = 1;
}
