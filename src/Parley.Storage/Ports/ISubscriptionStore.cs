using Parley.Protocol.Names;
using Parley.Storage.Queries;
using Parley.Storage.Records;

namespace Parley.Storage.Ports;

/// <summary>Reads subscriptions.</summary>
public interface ISubscriptionStore
{
    /// <summary>A subscription, deleted ones too; null if there is none.</summary>
    ValueTask<StoredSubscription?> FindAsync(SubscriptionKey key, CancellationToken cancellationToken);

    /// <summary>The members of a topic, not its channel readers. Of a conversation both rows, deleted or not.</summary>
    ValueTask<IReadOnlyList<StoredSubscription>> OfTopicAsync(TopicName topic, bool includeDeleted, CancellationToken cancellationToken);

    /// <summary>The members of a topic, not its channel readers, with what is told about them.</summary>
    ValueTask<IReadOnlyList<StoredMember>> MembersAsync(TopicName topic, MemberQuery query, CancellationToken cancellationToken);

    /// <summary>The live subscriptions of a user, <c>me</c> and <c>fnd</c> included.</summary>
    ValueTask<IReadOnlyList<StoredSubscription>> OfUserAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>The contact list of a user.</summary>
    ValueTask<IReadOnlyList<StoredContact>> ContactsAsync(UserId user, ContactQuery query, CancellationToken cancellationToken);

    /// <summary>How many messages a user has not read, over all topics that it may read (part B 9.5).</summary>
    ValueTask<int> UnreadAsync(UserId user, CancellationToken cancellationToken);
}
