using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Storage.Records;

/// <summary>A conversation, group, <c>slf</c> or <c>sys</c> topic as stored; <c>me</c> and <c>fnd</c> have no row of their own.</summary>
public sealed record StoredTopic
{
    public required TopicName Name { get; init; }
    public required DateTime Created { get; init; }
    public required DateTime Updated { get; init; }

    /// <summary>Time of the last message, or of the creation.</summary>
    public required DateTime Touched { get; init; }
    public ObjectState State { get; init; }
    public DateTime? StateAt { get; init; }

    /// <summary>A group that channel readers may follow.</summary>
    public bool IsChannel { get; init; }

    /// <summary>Nobody for conversations and <c>sys</c>.</summary>
    public UserId Owner { get; init; }
    public DefaultAccess Access { get; init; }
    public int LastSeq { get; init; }
    public int DelId { get; init; }

    /// <summary>Live subscriptions, those of channel readers included. Kept by the store itself; ignored in writes.</summary>
    public int SubscriberCount { get; init; }
    public Payload Public { get; init; }
    public Payload Trusted { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>A JSON object, or null.</summary>
    public Payload Aux { get; init; }

    /// <summary>Grows with every change that names a version; 1 for a new row.</summary>
    public int Version { get; init; } = 1;
}
