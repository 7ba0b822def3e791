namespace Parley.Storage.Records;

/// <summary>One entry of a user's contact list: the subscription, its topic, and of a conversation the peer.</summary>
public sealed record StoredContact
{
    public required StoredSubscription Subscription { get; init; }

    /// <summary>Null if the topic is gone, deleted, or was not touched after the time asked for.</summary>
    public StoredTopic? Topic { get; init; }

    /// <summary>The other user of a conversation; null for other topics, or if the user is deleted.</summary>
    public StoredUser? Peer { get; init; }

    /// <summary>The latest change of subscription, topic (as far as it was read) and peer.</summary>
    public DateTime Updated { get; init; }
}
