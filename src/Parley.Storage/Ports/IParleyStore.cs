namespace Parley.Storage.Ports;

/// <summary>A database: everything that a storage engine offers.</summary>
public interface IParleyStore : IAsyncDisposable
{
    /// <summary>"sqlite", "postgres", "mysql": told to clients as part of the build.</summary>
    string EngineName { get; }

    IUserStore Users { get; }
    ITopicStore Topics { get; }
    ISubscriptionStore Subscriptions { get; }
    IMessageStore Messages { get; }
    IAuthStore Auth { get; }
    ICredentialStore Credentials { get; }
    IDeviceStore Devices { get; }
    IFileStore Files { get; }
    IValueStore Values { get; }
    IInventoryStore Inventory { get; }
    ICommit Commit { get; }
}
