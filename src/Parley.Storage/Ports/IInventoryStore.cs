using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Storage.Ports;

/// <summary>Goes through everything there is, for the operator: page by page, so that no table is ever in memory as a whole.</summary>
public interface IInventoryStore
{
    /// <summary>Users by time of creation.</summary>
    /// <param name="after">Only those after this one, which must exist; nobody for all.</param>
    /// <param name="state">Only those in this state; null for all that are not deleted.</param>
    IAsyncEnumerable<StoredUser> UsersAsync(UserId after, ObjectState? state, CancellationToken cancellationToken);

    /// <summary>Topics that have a row of their own, in the order in which they were made.</summary>
    /// <param name="after">Only those after this one, which must exist; null for all.</param>
    /// <param name="state">Only those in this state; null for all that are not deleted.</param>
    IAsyncEnumerable<StoredTopic> TopicsAsync(TopicName? after, ObjectState? state, CancellationToken cancellationToken);

    /// <summary>
    /// Users who have been asked to confirm something and have confirmed nothing, were never seen, and not changed since a time: at most
    /// so many, oldest first. Nobody of level root.
    /// </summary>
    ValueTask<IReadOnlyList<UserId>> UnconfirmedAsync(DateTime before, int limit, CancellationToken cancellationToken);

    /// <summary>How much there is. Takes as long as there is a lot.</summary>
    ValueTask<InventoryCounts> CountAsync(CancellationToken cancellationToken);
}
