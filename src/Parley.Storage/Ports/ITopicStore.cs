using Parley.Protocol.Names;
using Parley.Storage.Queries;
using Parley.Storage.Records;

namespace Parley.Storage.Ports;

/// <summary>Reads topics.</summary>
public interface ITopicStore
{
    /// <summary>A topic in any state; null if there is none.</summary>
    ValueTask<StoredTopic?> FindAsync(TopicName topic, CancellationToken cancellationToken);

    /// <summary>The groups that a user owns and that are not deleted.</summary>
    ValueTask<IReadOnlyList<TopicName>> OwnedByAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Users and groups by tags, best first.</summary>
    ValueTask<IReadOnlyList<FoundObject>> SearchAsync(SearchQuery query, CancellationToken cancellationToken);

    /// <summary>The first object, in any state, with exactly this tag: <c>me</c> of a user, or a group.</summary>
    ValueTask<TopicName?> FindByTagAsync(string tag, CancellationToken cancellationToken);
}
