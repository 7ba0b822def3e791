using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Queries;
using Parley.Storage.Records;

namespace Parley.Cluster.Tests.Support;

/// <summary>Every user owns one group, whose name has the user's number.</summary>
internal sealed class FakeTopicStore : ITopicStore
{
    public ValueTask<StoredTopic?> FindAsync(TopicName topic, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<TopicName>> OwnedByAsync(UserId user, CancellationToken cancellationToken) => new([TopicName.Group(user)]);

    public ValueTask<IReadOnlyList<FoundObject>> SearchAsync(SearchQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<TopicName?> FindByTagAsync(string tag, CancellationToken cancellationToken) => throw new NotSupportedException();
}
