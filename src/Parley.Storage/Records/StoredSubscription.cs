using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Storage.Records;

/// <summary>A subscription as stored; a deleted one keeps its modes and its private part.</summary>
public sealed record StoredSubscription
{
    public required SubscriptionKey Key { get; init; }
    public required DateTime Created { get; init; }
    public required DateTime Updated { get; init; }
    public DateTime? Deleted { get; init; }
    public AccessMode Want { get; init; }
    public AccessMode Given { get; init; }
    public int DelId { get; init; }
    public int RecvSeq { get; init; }
    public int ReadSeq { get; init; }
    public Payload Private { get; init; }

    /// <summary>
    /// Grows with every <c>PutSubscription</c> and <c>RemoveSubscription</c>, and when the row is marked deleted along with its topic or
    /// user; 1 for a new row, 0 for none.
    /// </summary>
    public int Version { get; init; } = 1;

    public AccessMode Mode => Want & Given;

    public bool IsLive => Deleted is null;
}
