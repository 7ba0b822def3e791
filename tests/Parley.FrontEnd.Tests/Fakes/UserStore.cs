using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Records;

namespace Parley.FrontEnd.Tests.Fakes;

/// <summary>A database that knows these users and nothing else.</summary>
internal sealed class UserStore(params StoredUser[] users) : IParleyStore, IUserStore
{
    public string EngineName => "memory";
    public IUserStore Users => this;
    public ITopicStore Topics => throw new NotSupportedException();
    public ISubscriptionStore Subscriptions => throw new NotSupportedException();
    public IMessageStore Messages => throw new NotSupportedException();
    public IAuthStore Auth => throw new NotSupportedException();
    public ICredentialStore Credentials => throw new NotSupportedException();
    public IDeviceStore Devices => throw new NotSupportedException();
    public IFileStore Files => throw new NotSupportedException();
    public IValueStore Values => throw new NotSupportedException();
    public IInventoryStore Inventory => throw new NotSupportedException();
    public ICommit Commit => throw new NotSupportedException();

    public ValueTask<StoredUser?> FindAsync(UserId user, CancellationToken cancellationToken) => new(users.FirstOrDefault(u => u.Id == user));

    public ValueTask<IReadOnlyList<StoredUser>> FindAsync(IReadOnlyList<UserId> wanted, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<UserId> FindByCredentialAsync(string method, string value, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => default;
}
