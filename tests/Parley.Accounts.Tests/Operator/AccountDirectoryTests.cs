using Parley.Accounts.Operator;
using Parley.Protocol.Access;
using Parley.Storage.Records;

namespace Parley.Accounts.Tests.Operator;

public sealed class AccountDirectoryTests : IAsyncLifetime
{
    private static readonly AccountFilter All = new(null, null, null, 0);

    private readonly AccountWorld _world = new();

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Accounts_are_listed_by_age_and_filtered()
    {
        var alice = await _world.AddAsync("alice", AuthLevel.Root);
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        var anonymous = (await _world.AccAsync(new() { User = "new", Scheme = "anonymous", Login = true })).LoggedIn;
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        var bob = await _world.AddAsync("bobby");
        await _world.Get<OperatorStates>().SetSuspendedAsync("bobby", true, TestContext.Current.CancellationToken);

        var all = await ListAsync(All);
        Assert.Equal([alice, anonymous, bob], all.Select(a => a.User));
        Assert.Equal(("alice", AuthLevel.Root, ObjectState.Ok, "Alice A."), (all[0].Login, all[0].Level, all[0].State, all[0].Name));
        Assert.Equal((null, AuthLevel.Anonymous, null), (all[1].Login, all[1].Level, all[1].Name));
        Assert.Equal([bob], (await ListAsync(All with { State = ObjectState.Suspended })).Select(a => a.User));
        Assert.Equal([anonymous, bob], (await ListAsync(All with { After = "alice" })).Select(a => a.User));
        Assert.Equal([alice], (await ListAsync(All with { Limit = 1 })).Select(a => a.User));
        Assert.Equal([bob], (await ListAsync(All with { Text = "BOBBY@EXAMPLE" })).Select(a => a.User));
        Assert.Equal([alice, bob], (await ListAsync(All with { Text = "alice a" })).Select(a => a.User));
        Assert.Equal([anonymous], (await ListAsync(All with { Text = anonymous.Text })).Select(a => a.User));
        await Assert.ThrowsAsync<OperatorRefusalException>(() => ListAsync(All with { After = "nobody" }));
    }

    private async Task<List<OperatorAccount>> ListAsync(AccountFilter filter) =>
        await _world.Get<AccountDirectory>().ListAsync(filter, TestContext.Current.CancellationToken).ToListAsync();
}
