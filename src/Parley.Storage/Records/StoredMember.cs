using Parley.Protocol;

namespace Parley.Storage.Records;

/// <summary>A subscription to a topic with what is told about its user.</summary>
public sealed record StoredMember
{
    public required StoredSubscription Subscription { get; init; }
    public Payload Public { get; init; }
    public Payload Trusted { get; init; }
    public DateTime? LastSeen { get; init; }
    public string? UserAgent { get; init; }
    public ObjectState State { get; init; }
}
