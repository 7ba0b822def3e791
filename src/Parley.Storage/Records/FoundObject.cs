using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Storage.Records;

/// <summary>A user or group found by its tags.</summary>
public sealed record FoundObject
{
    /// <summary><c>me</c> of a user (its name is the user's id), or a group.</summary>
    public required TopicName Name { get; init; }
    public bool IsChannel { get; init; }
    public required DateTime Created { get; init; }
    public required DateTime Updated { get; init; }
    public DefaultAccess Access { get; init; }
    public int SubscriberCount { get; init; }
    public Payload Public { get; init; }
    public Payload Trusted { get; init; }

    /// <summary>Its tags that were asked for.</summary>
    public IReadOnlyList<string> MatchedTags { get; init; } = [];
}
