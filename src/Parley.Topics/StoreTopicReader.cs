using Parley.Storage.Ports;

namespace Parley.Topics;

/// <summary>The reading side of a database, and nothing else of it.</summary>
public sealed class StoreTopicReader(IParleyStore store) : ITopicReader
{
    public IUserStore Users => store.Users;

    public ITopicStore Topics => store.Topics;

    public ISubscriptionStore Subscriptions => store.Subscriptions;

    public IMessageStore Messages => store.Messages;

    public ICredentialStore Credentials => store.Credentials;
}
