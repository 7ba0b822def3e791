using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Queries;
using Parley.Storage.Records;

namespace Parley.Topics.Tests.Building;

/// <summary>Rows that a test lays out by hand, and what was asked of them.</summary>
internal sealed class RowsByHand : ITopicReader, IUserStore, ITopicStore, ISubscriptionStore, IMessageStore, ICredentialStore
{
    public List<StoredUser> UserRows { get; } = [];
    public List<StoredSubscription> SubscriptionRows { get; } = [];
    public List<StoredMember> MemberRows { get; } = [];
    public List<StoredContact> ContactRows { get; } = [];
    public List<StoredMessage> MessageRows { get; } = [];
    public List<DeletionRecord> DeletionRows { get; } = [];
    public List<StoredCredential> CredentialRows { get; } = [];
    public List<FoundObject> FoundRows { get; } = [];
    public Dictionary<string, TopicName> TagHolders { get; } = [];

    public MessageQuery? AskedMessages { get; private set; }
    public ContactQuery? AskedContacts { get; private set; }
    public MemberQuery? AskedMembers { get; private set; }
    public SearchQuery? AskedSearch { get; private set; }
    public (int Since, int Before, int Limit)? AskedDeletions { get; private set; }

    public IUserStore Users => this;
    public ITopicStore Topics => this;
    public ISubscriptionStore Subscriptions => this;
    public IMessageStore Messages => this;
    public ICredentialStore Credentials => this;

    ValueTask<StoredUser?> IUserStore.FindAsync(UserId user, CancellationToken cancellationToken) =>
        new(UserRows.Find(u => u.Id == user));

    ValueTask<IReadOnlyList<StoredUser>> IUserStore.FindAsync(IReadOnlyList<UserId> users, CancellationToken cancellationToken) =>
        new(UserRows.FindAll(u => users.Contains(u.Id)));

    ValueTask<UserId> IUserStore.FindByCredentialAsync(string method, string value, CancellationToken cancellationToken) => default;

    ValueTask<StoredTopic?> ITopicStore.FindAsync(TopicName topic, CancellationToken cancellationToken) => default;

    ValueTask<IReadOnlyList<TopicName>> ITopicStore.OwnedByAsync(UserId user, CancellationToken cancellationToken) => new([]);

    ValueTask<IReadOnlyList<FoundObject>> ITopicStore.SearchAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        AskedSearch = query;
        return new(FoundRows);
    }

    ValueTask<TopicName?> ITopicStore.FindByTagAsync(string tag, CancellationToken cancellationToken) =>
        new(TagHolders.TryGetValue(tag, out var holder) ? holder : (TopicName?)null);

    ValueTask<StoredSubscription?> ISubscriptionStore.FindAsync(SubscriptionKey key, CancellationToken cancellationToken) =>
        new(SubscriptionRows.Find(s => s.Key == key));

    ValueTask<IReadOnlyList<StoredSubscription>> ISubscriptionStore.OfTopicAsync(
        TopicName topic, bool includeDeleted, CancellationToken cancellationToken) => new(SubscriptionRows);

    ValueTask<IReadOnlyList<StoredMember>> ISubscriptionStore.MembersAsync(
        TopicName topic, MemberQuery query, CancellationToken cancellationToken)
    {
        AskedMembers = query;
        return new(MemberRows.FindAll(m => query.Only.IsNone || m.Subscription.Key.User == query.Only));
    }

    ValueTask<IReadOnlyList<StoredSubscription>> ISubscriptionStore.OfUserAsync(UserId user, CancellationToken cancellationToken) =>
        new(SubscriptionRows);

    ValueTask<IReadOnlyList<StoredContact>> ISubscriptionStore.ContactsAsync(
        UserId user, ContactQuery query, CancellationToken cancellationToken)
    {
        AskedContacts = query;
        return new(ContactRows);
    }

    ValueTask<int> ISubscriptionStore.UnreadAsync(UserId user, CancellationToken cancellationToken) => default;

    ValueTask<IReadOnlyList<StoredMessage>> IMessageStore.ReadAsync(
        TopicName topic, UserId forUser, MessageQuery query, CancellationToken cancellationToken)
    {
        AskedMessages = query;
        return new(MessageRows);
    }

    ValueTask<IReadOnlyList<DeletionRecord>> IMessageStore.DeletionsAsync(
        TopicName topic, UserId forUser, int since, int before, int limit, CancellationToken cancellationToken)
    {
        AskedDeletions = (since, before, limit);
        return new(DeletionRows);
    }

    ValueTask<StoredCredential?> ICredentialStore.FindActiveAsync(UserId user, string method, CancellationToken cancellationToken) =>
        new(CredentialRows.Find(c => c.User == user && c.Method == method && !c.IsDone));

    ValueTask<IReadOnlyList<StoredCredential>> ICredentialStore.OfUserAsync(UserId user, CancellationToken cancellationToken) =>
        new(CredentialRows);

    ValueTask<bool> ICredentialStore.IsConfirmedAsync(string method, string value, CancellationToken cancellationToken) => default;
}
