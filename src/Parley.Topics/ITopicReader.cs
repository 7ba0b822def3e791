using Parley.Storage.Ports;

namespace Parley.Topics;

/// <summary>What handlers may read before they decide. Nothing here writes.</summary>
public interface ITopicReader
{
    IUserStore Users { get; }
    ITopicStore Topics { get; }
    ISubscriptionStore Subscriptions { get; }
    IMessageStore Messages { get; }
    ICredentialStore Credentials { get; }
}
