using Parley.Accounts.Options;
using Parley.Accounts.Remove;
using Parley.Protocol.Names;

namespace Parley.Accounts.Tests.Remove;

public sealed class UnconfirmedAccountsTests : IAsyncLifetime
{
    private readonly AccountWorld _world = new(o => o.Collection = new CollectionOptions { Age = TimeSpan.FromHours(30), AccountsMax = 2 });

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Who_has_never_confirmed_is_removed_when_it_is_old_enough_and_the_login_is_free_again()
    {
        (await _world.AccAsync(AccountWorld.New("alice:alice-pass"))).Is(201, "created");
        await CollectAfterAsync(TimeSpan.FromHours(29));
        Assert.Single(_world.Store.Rows.Users);
        await CollectAfterAsync(TimeSpan.FromHours(2));
        Assert.Empty(_world.Store.Rows.Users);
        (await _world.AccAsync(AccountWorld.New("alice:alice-pass"))).Is(201, "created");
    }

    [Fact]
    public async Task Who_has_confirmed_stays()
    {
        var bob = await _world.AddUserAsync("bob1");
        await CollectAfterAsync(TimeSpan.FromDays(100));
        Assert.Equal<UserId>([bob], _world.Store.Rows.Users.Keys);
    }

    [Fact]
    public async Task One_turn_removes_so_many_at_most()
    {
        for (var i = 0; i < 3; i++)
            (await _world.AccAsync(AccountWorld.New($"user{i}:password", $"user{i}@example.com"))).Is(201, "created");
        await CollectAfterAsync(TimeSpan.FromHours(31));
        Assert.Single(_world.Store.Rows.Users);
        await CollectAfterAsync(TimeSpan.Zero);
        Assert.Empty(_world.Store.Rows.Users);
    }

    private async Task CollectAfterAsync(TimeSpan time)
    {
        _world.Time.Advance(time);
        await _world.Get<UnconfirmedAccounts>().CollectAsync(TestContext.Current.CancellationToken);
    }
}
