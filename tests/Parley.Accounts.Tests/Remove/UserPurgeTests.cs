using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Parley.Accounts.Remove;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage;
using Parley.Storage.Ports;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Storage.Sql.Sqlite;
using Parley.Storage.Writes;

namespace Parley.Accounts.Tests.Remove;

/// <summary>On a real database file: what a crash leaves behind is cleared away after the restart.</summary>
public sealed class UserPurgeTests : IAsyncLifetime
{
    private const int Messages = 3 * UserPurge.RowsPerStepMax;

    private static readonly UserId Alice = new(101);
    private static readonly UserId Bob = new(102);
    private static readonly TopicName Group = TopicName.Group(new UserId(1000));

    private readonly string _folder = Directory.CreateTempSubdirectory("parley-purge").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    public async ValueTask InitializeAsync()
    {
        await using var store = await OpenAsync();
        await WriteAsync(store, [new CreateUser(NewUser(Alice)), new CreateUser(NewUser(Bob)), new CreateTopic(NewGroup()), Join(Alice), Join(Bob)]);
        await WriteAsync(store, [.. Enumerable.Range(1, Messages).Select(seq => new SaveMessage(
            Group, new StoredMessage { Seq = seq, From = Bob, Timestamp = Now, Content = Payload.FromJson("1") }, false, []))]);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return default;
    }

    [Fact]
    public async Task An_interrupted_deletion_goes_on_after_a_restart()
    {
        await using (var store = await OpenAsync())
        {
            await WriteAsync(store, [new BeginUserDeletion(Alice, Hard: true, Now), UserPurge.Mark(Alice, hard: true, Now)]);
            Assert.False(await Purge(store).ContinueAsync(Alice, hard: true, Now, stepsMax: 1, Ct));
        }
        // The process is gone: what is left is in the file only.
        await using (var store = await OpenAsync())
        {
            Assert.Equal(ObjectState.Deleted, (await store.Users.FindAsync(Alice, Ct))?.State);
            Assert.InRange((await store.Messages.ReadAsync(Group, default, new MessageQuery(0, 0, Messages), Ct)).Count, 1, Messages - 1);
            _time.Advance(TimeSpan.FromMinutes(1));
            await Purge(store).ResumeAsync(Ct);
            Assert.Null(await store.Users.FindAsync(Alice, Ct));
            Assert.Null(await store.Topics.FindAsync(Group, Ct));
            Assert.Empty(await store.Messages.ReadAsync(Group, default, new MessageQuery(0, 0, Messages), Ct));
            Assert.Empty(await store.Subscriptions.OfUserAsync(Bob, Ct));
            Assert.Empty(await store.Values.KeysAsync("deletion_", Now.AddDays(1), Ct));
        }
    }

    [Fact]
    public async Task No_transaction_writes_more_than_its_share()
    {
        await using var store = await OpenAsync();
        await WriteAsync(store, [new BeginUserDeletion(Alice, Hard: true, Now), UserPurge.Mark(Alice, hard: true, Now)]);
        var before = Messages;
        while (!await Purge(store).ContinueAsync(Alice, hard: true, Now, stepsMax: 1, Ct))
        {
            var after = (await store.Messages.ReadAsync(Group, default, new MessageQuery(0, 0, Messages), Ct)).Count;
            Assert.InRange(before - after, 0, UserPurge.RowsPerStepMax);
            before = after;
        }
        Assert.Null(await store.Users.FindAsync(Alice, Ct));
    }

    [Fact]
    public async Task With_nothing_left_nothing_happens()
    {
        await using var store = await OpenAsync();
        await Purge(store).ResumeAsync(Ct);
        Assert.True(await Purge(store).ContinueAsync(Alice, hard: true, Now, stepsMax: 0, Ct));
        Assert.NotNull(await store.Users.FindAsync(Alice, Ct));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private UserPurge Purge(IParleyStore store) => new(store, _time, NullLogger<UserPurge>.Instance);

    private Task<IParleyStore> OpenAsync() => SqliteStore.OpenAsync(
        new SqliteStoreOptions
        {
            Path = Path.Combine(_folder, "parley.db"),
            Cipher = new UidCipher(Convert.FromBase64String("la6YsO+bNX/+XIkOqc5Svw==")),
            Time = _time,
        },
        NullLogger.Instance, Ct);

    private static async Task WriteAsync(IParleyStore store, IReadOnlyList<StoreWrite> writes) =>
        Assert.Equal(new CommitResult(1), await store.Commit.CommitAsync([new WriteUnit(writes)]));

    private StoredUser NewUser(UserId id) => new() { Id = id, Created = Now, Updated = Now };

    private StoredTopic NewGroup() => new() { Name = Group, Created = Now, Updated = Now, Touched = Now, Owner = Alice };

    private PutSubscription Join(UserId user) => new(new StoredSubscription
    {
        Key = new SubscriptionKey(Group, user),
        Created = Now,
        Updated = Now,
        Want = AccessMasks.Member,
        Given = AccessMasks.Member,
    });
}
