using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Storage.Records;

namespace Parley.Accounts.Tests.Remove;

public sealed class DeleteUserTests : IAsyncLifetime
{
    private readonly AccountWorld _world = new();
    private UserId _alice;
    private UserId _bob;

    public async ValueTask InitializeAsync()
    {
        _alice = await _world.AddUserAsync("alice");
        _bob = await _world.AddUserAsync("bob1");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ones_own_account_ends_the_session(bool hard)
    {
        var reply = await _world.DeleteAsync(new DelPacket { Hard = hard, User = _alice.ToString() }, _world.As(_alice));
        reply.Is(200, "ok", "");
        Assert.True(reply.EndsSession);
        (await _world.LoginAsync("basic", "alice:alice-pass")).Is(401, "authentication failed");
        (await _world.AccAsync(AccountWorld.New("alice:alice-pass", hard ? "alice@example.com" : "new@example.com"))).Is(201, "created");
    }

    [Fact]
    public async Task Peers_and_members_are_told_after_the_commit()
    {
        var group = TopicName.Group(new UserId(1000));
        _world.Store.Rows.Topics[group] = new StoredTopic
        {
            Name = group,
            Created = _world.Now,
            Updated = _world.Now,
            Touched = _world.Now,
            Owner = _alice,
        };
        foreach (var key in new SubscriptionKey[] { new(TopicName.P2P(_alice, _bob), _alice), new(group, _alice), new(group, _bob) })
            _world.Store.Rows.Subscriptions[key] = new StoredSubscription { Key = key, Created = _world.Now, Updated = _world.Now };
        var context = _world.As(_alice);
        await _world.DeleteAsync(new DelPacket { Hard = true }, context);

        Assert.IsType<Parley.Storage.Writes.BeginUserDeletion>(_world.Store.Units[0].Writes[0]);
        var deletion = Assert.Single(_world.Notices.Of<UserDeletion>());
        Assert.Equal((_alice, true, context.Session), (deletion.User, deletion.Hard, deletion.ActingSession));
        Assert.Equal([_bob], deletion.Peers);
        var (told, members) = Assert.Single(deletion.OwnedGroups);
        Assert.Equal(group, told);
        Assert.Equal([_bob], members);
    }

    [Fact]
    public async Task Whoever_is_told_is_told_once_and_not_all_are_read_at_once()
    {
        var users = Enumerable.Range(5000, 700).Select(i => new UserId((ulong)i)).ToList();
        var groups = Enumerable.Range(1, 5).Select(i => TopicName.Group(new UserId((ulong)i))).ToList();
        foreach (var peer in users)
            Join(TopicName.P2P(_alice, peer), _alice);
        foreach (var group in groups)
        {
            _world.Store.Rows.Topics[group] = new StoredTopic
            {
                Name = group,
                Created = _world.Now,
                Updated = _world.Now,
                Touched = _world.Now,
                Owner = _alice,
            };
            foreach (var member in users.Append(_alice))
                Join(group, member);
        }
        await _world.DeleteAsync(new DelPacket(), _world.As(_alice));

        var notices = _world.Notices.Of<UserDeletion>().ToList();
        Assert.InRange(notices.Count, 3, 5);
        Assert.All(notices, n => Assert.InRange(n.Peers.Count + n.OwnedGroups.Sum(g => g.Members.Count), 1, 2000));
        Assert.Equal(users, notices.SelectMany(n => n.Peers).Order());
        foreach (var group in groups)
            Assert.Equal(users, notices.SelectMany(n => n.OwnedGroups).Where(g => g.Group == group).SelectMany(g => g.Members).Order());
        Assert.IsType<Parley.Storage.Writes.BeginUserDeletion>(_world.Store.Units[0].Writes[0]);

        void Join(TopicName topic, UserId user)
        {
            var key = new SubscriptionKey(topic, user);
            _world.Store.Rows.Subscriptions[key] = new StoredSubscription { Key = key, Created = _world.Now, Updated = _world.Now };
        }
    }

    [Fact]
    public async Task Another_account_is_for_root_only_and_the_session_stays()
    {
        var packet = new DelPacket { User = _bob.ToString() };
        (await _world.DeleteAsync(packet, _world.As(_alice))).Is(403, "permission denied", "");
        var reply = await _world.DeleteAsync(packet, _world.Root);
        reply.Is(200, "ok");
        Assert.False(reply.EndsSession);
    }

    [Fact]
    public async Task Root_acting_for_another_deletes_its_own_account()
    {
        var context = _world.As(_alice, Parley.Protocol.Access.AuthLevel.Root) with { User = _bob };
        Assert.True((await _world.DeleteAsync(new DelPacket(), context)).EndsSession);
        Assert.Equal(_alice, Assert.Single(_world.Notices.Of<UserDeletion>()).User);
    }

    [Theory]
    [InlineData("nonsense", 400, "malformed")]
    [InlineData("usrAAAAAAAAAAE", 200, "ok")]
    public async Task Root_deletes_what_is_not_there(string user, int code, string text)
    {
        (await _world.DeleteAsync(new DelPacket { User = user }, _world.Root)).Is(code, text);
        Assert.Empty(_world.Store.Units);
        Assert.Empty(_world.Notices.All);
    }

    [Fact]
    public async Task Permanent_accounts_are_deleted_by_root_only()
    {
        await using var world = new AccountWorld(o => o.PermanentAccounts = true);
        var alice = await world.AddUserAsync("alice");
        (await world.DeleteAsync(new DelPacket(), world.As(alice))).Is(422, "policy violation", "");
        (await world.DeleteAsync(new DelPacket { User = "nonsense" }, world.As(alice))).Is(403, "permission denied");
        (await world.DeleteAsync(new DelPacket { User = alice.ToString() }, world.Root)).Is(200, "ok");
    }
}
