using Parley.Protocol.Names;
using Parley.Storage;
using Parley.Storage.Ports;
using Parley.Storage.Queries;
using Parley.Storage.Records;

namespace Parley.Topics.Tests.Worlds;

/// <summary>A database that holds one topic and some users, as the test has put them there.</summary>
internal sealed class StubReader : ITopicReader, IUserStore, ITopicStore, ISubscriptionStore, IMessageStore, ICredentialStore
{
    public StoredTopic? Topic { get; set; }
    public List<StoredSubscription> Rows { get; } = [];
    public List<StoredUser> People { get; } = [];
    public List<StoredMessage> MessageRows { get; } = [];
    public int Loads { get; private set; }

    /// <summary>Topics cannot be read.</summary>
    public bool IsBroken { get; set; }

    /// <summary>What reading messages throws, as a mistake of the server would.</summary>
    public Exception? Mistake { get; set; }

    public IUserStore Users => this;
    public ITopicStore Topics => this;
    public ISubscriptionStore Subscriptions => this;
    public IMessageStore Messages => this;
    public ICredentialStore Credentials => this;

    ValueTask<StoredTopic?> ITopicStore.FindAsync(TopicName topic, CancellationToken cancellationToken)
    {
        if (IsBroken)
            throw new StoreUnavailableException("The database of the test is broken.");
        Loads++;
        return new(Topic?.Name == topic ? Topic : null);
    }

    ValueTask<StoredUser?> IUserStore.FindAsync(UserId user, CancellationToken cancellationToken) => new(People.Find(p => p.Id == user));

    ValueTask<StoredSubscription?> ISubscriptionStore.FindAsync(SubscriptionKey key, CancellationToken cancellationToken) =>
        new(Rows.Find(r => r.Key == key));

    public ValueTask<IReadOnlyList<StoredSubscription>> OfTopicAsync(TopicName topic, bool includeDeleted, CancellationToken cancellationToken) =>
        new([.. Rows.Where(r => r.Key.Topic == topic && !r.Key.IsReader && (includeDeleted || r.IsLive))]);

    public ValueTask<IReadOnlyList<StoredSubscription>> OfUserAsync(UserId user, CancellationToken cancellationToken) =>
        new([.. Rows.Where(r => r.Key.User == user && r.IsLive)]);

    ValueTask<IReadOnlyList<StoredUser>> IUserStore.FindAsync(IReadOnlyList<UserId> users, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<UserId> FindByCredentialAsync(string method, string value, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<TopicName>> OwnedByAsync(UserId user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<FoundObject>> SearchAsync(SearchQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<TopicName?> FindByTagAsync(string tag, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StoredMember>> MembersAsync(TopicName topic, MemberQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StoredContact>> ContactsAsync(UserId user, ContactQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<int> UnreadAsync(UserId user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StoredMessage>> ReadAsync(TopicName topic, UserId forUser, MessageQuery query, CancellationToken cancellationToken) =>
        Mistake is not null ? throw Mistake : new([.. MessageRows.Where(m => m.Seq >= query.Since && (query.Before == 0 || m.Seq < query.Before)).OrderByDescending(m => m.Seq).Take(query.Limit)]);

    public ValueTask<IReadOnlyList<DeletionRecord>> DeletionsAsync(TopicName topic, UserId forUser, int since, int before, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<StoredCredential?> FindActiveAsync(UserId user, string method, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<IReadOnlyList<StoredCredential>> ICredentialStore.OfUserAsync(UserId user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> IsConfirmedAsync(string method, string value, CancellationToken cancellationToken) => throw new NotSupportedException();
}
