using System.Runtime.CompilerServices;
using Parley.Protocol.Names;
using Parley.Storage;
using Parley.Storage.Ports;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Accounts.Tests.Fakes;

/// <summary>What accounts need of a database, in memory: units are whole or not at all, logins unique, versions compared.</summary>
internal sealed class MemoryStore
    : IParleyStore, IUserStore, ITopicStore, ISubscriptionStore, IAuthStore, ICredentialStore, IValueStore, IInventoryStore, ICommit
{
    public MemoryRows Rows { get; private set; } = new();

    /// <summary>Every unit that was asked for, stored or not.</summary>
    public List<WriteUnit> Units { get; } = [];

    /// <summary>Runs once before the next commit: what another request does in the meantime.</summary>
    public Action<MemoryRows>? Meanwhile { get; set; }

    /// <summary>What has been read of values and credentials is handed over when this completes: others act on it in the meantime.</summary>
    public Task Reading { get; set; } = Task.CompletedTask;

    public string EngineName => "memory";
    public IUserStore Users => this;
    public ITopicStore Topics => this;
    public ISubscriptionStore Subscriptions => this;
    public IMessageStore Messages => throw new NotSupportedException();
    public IAuthStore Auth => this;
    public ICredentialStore Credentials => this;
    public IDeviceStore Devices => throw new NotSupportedException();
    public IFileStore Files => throw new NotSupportedException();
    public IValueStore Values => this;
    public IInventoryStore Inventory => this;
    public ICommit Commit => this;

    public ValueTask DisposeAsync() => default;

    public ValueTask<CommitResult> CommitAsync(IReadOnlyList<WriteUnit> run)
    {
        var meanwhile = Meanwhile;
        Meanwhile = null;
        meanwhile?.Invoke(Rows);
        for (var i = 0; i < run.Count; i++)
        {
            Units.Add(run[i]);
            var rows = Rows.Copy();
            foreach (var write in run[i].Writes)
            {
                var (failure, detail) = rows.Apply(write);
                if (failure != StoreFailure.None)
                    return new(new CommitResult(i, failure, detail));
            }
            Rows = rows;
        }
        return new(new CommitResult(run.Count));
    }

    public ValueTask<StoredUser?> FindAsync(UserId user, CancellationToken cancellationToken) => new(Rows.Users.GetValueOrDefault(user));

    public ValueTask<IReadOnlyList<StoredUser>> FindAsync(IReadOnlyList<UserId> users, CancellationToken cancellationToken) =>
        new([.. Rows.Users.Values.Where(u => users.Contains(u.Id))]);

    public ValueTask<UserId> FindByCredentialAsync(string method, string value, CancellationToken cancellationToken) =>
        new(Rows.Credentials.FirstOrDefault(c => c.Row.IsDone && c.Row.Method == method && c.Row.Value == value).Row?.User ?? default);

    public async IAsyncEnumerable<StoredUser> UsersAsync(
        UserId after, ObjectState? state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var all = Rows.Users.Values.OrderBy(u => u.Created).ThenBy(u => u.Id).ToList();
        foreach (var user in all.Skip(all.FindIndex(u => u.Id == after) + 1).Where(u => state is null ? u.State != ObjectState.Deleted : u.State == state))
            yield return user;
    }

    public IAsyncEnumerable<StoredTopic> TopicsAsync(TopicName? after, ObjectState? state, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<InventoryCounts> CountAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<AuthRecord?> FindAsync(string scheme, string login, CancellationToken cancellationToken) =>
        new(Rows.Auth.FirstOrDefault(a => a.Scheme == scheme && a.Login == login));

    public ValueTask<AuthRecord?> FindAsync(UserId user, string scheme, CancellationToken cancellationToken) =>
        new(Rows.Auth.FirstOrDefault(a => a.Scheme == scheme && a.User == user));

    public async ValueTask<StoredCredential?> FindActiveAsync(UserId user, string method, CancellationToken cancellationToken)
    {
        var row = Rows.Credentials.FirstOrDefault(c => c.IsActive && c.Row.User == user && c.Row.Method == method).Row;
        await Reading;
        return row;
    }

    public ValueTask<IReadOnlyList<StoredCredential>> OfUserAsync(UserId user, CancellationToken cancellationToken) =>
        new([.. Rows.Credentials.Where(c => c.Row.User == user && !c.IsDeleted).Select(c => c.Row)]);

    public ValueTask<bool> IsConfirmedAsync(string method, string value, CancellationToken cancellationToken) =>
        new(Rows.Credentials.Any(c => c.Row.IsDone && c.Row.Method == method && c.Row.Value == value));

    public async ValueTask<(string Value, DateTime At)?> FindAsync(string key, CancellationToken cancellationToken)
    {
        (string, DateTime)? value = Rows.Values.TryGetValue(key, out var found) ? found : null;
        await Reading;
        return value;
    }

    public ValueTask<IReadOnlyList<string>> KeysAsync(string prefix, DateTime before, CancellationToken cancellationToken) =>
        new([.. Rows.Values.Where(v => v.Key.StartsWith(prefix, StringComparison.Ordinal) && v.Value.At < before).Select(v => v.Key)]);

    public ValueTask<IReadOnlyList<TopicName>> OwnedByAsync(UserId user, CancellationToken cancellationToken) =>
        new([.. Rows.Topics.Values.Where(t => t.Owner == user).Select(t => t.Name)]);

    public ValueTask<IReadOnlyList<StoredSubscription>> OfTopicAsync(
        TopicName topic, bool includeDeleted, CancellationToken cancellationToken) =>
        new([.. Rows.Subscriptions.Values.Where(s => s.Key.Topic == topic && (includeDeleted || s.IsLive))]);

    ValueTask<IReadOnlyList<StoredSubscription>> ISubscriptionStore.OfUserAsync(UserId user, CancellationToken cancellationToken) =>
        new([.. Rows.Subscriptions.Values.Where(s => s.Key.User == user && s.IsLive)]);

    public ValueTask<StoredTopic?> FindAsync(TopicName topic, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<FoundObject>> SearchAsync(SearchQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<TopicName?> FindByTagAsync(string tag, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<StoredSubscription?> FindAsync(SubscriptionKey key, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StoredMember>> MembersAsync(TopicName topic, MemberQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StoredContact>> ContactsAsync(UserId user, ContactQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<int> UnreadAsync(UserId user, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<IReadOnlyList<UserId>> IInventoryStore.UnconfirmedAsync(DateTime before, int limit, CancellationToken cancellationToken) =>
        new([.. Rows.Users.Values
            .Where(u => u.State != ObjectState.Deleted && u.LastSeen is null && u.Updated < before)
            .Where(u => Rows.Credentials.Any(c => c.Row.User == u.Id) && !Rows.Credentials.Any(c => c.Row.User == u.Id && c.Row.IsDone))
            .OrderBy(u => u.Updated).Take(limit).Select(u => u.Id)]);
}
