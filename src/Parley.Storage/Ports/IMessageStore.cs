using Parley.Protocol.Names;
using Parley.Storage.Queries;
using Parley.Storage.Records;

namespace Parley.Storage.Ports;

/// <summary>Reads messages.</summary>
public interface IMessageStore
{
    /// <summary>Messages newest first, without those deleted for everybody or for this user.</summary>
    ValueTask<IReadOnlyList<StoredMessage>> ReadAsync(TopicName topic, UserId forUser, MessageQuery query, CancellationToken cancellationToken);

    /// <summary>Deletions for everybody and for this user, by ascending deletion id.</summary>
    /// <param name="since">The least deletion id, 0 for no bound.</param>
    /// <param name="before">Deletion ids must be below this, 0 for no bound.</param>
    /// <param name="limit">A page ends with the deletion by which it has so many ranges.</param>
    ValueTask<IReadOnlyList<DeletionRecord>> DeletionsAsync(
        TopicName topic, UserId forUser, int since, int before, int limit, CancellationToken cancellationToken);
}
