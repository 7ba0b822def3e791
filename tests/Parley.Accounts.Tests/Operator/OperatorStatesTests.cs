using Parley.Accounts.Operator;
using Parley.Storage.Records;

namespace Parley.Accounts.Tests.Operator;

public sealed class OperatorStatesTests : IAsyncLifetime
{
    private readonly AccountWorld _world = new();

    private OperatorStates States => _world.Get<OperatorStates>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_suspended_account_cannot_log_in_until_it_is_resumed_and_the_server_is_told_of_both()
    {
        var user = await _world.AddAsync("alice");
        Assert.Equal((user, true), await States.SetSuspendedAsync("alice", true, Cancelled));
        Assert.Equal((user, false), await States.SetSuspendedAsync("alice", true, Cancelled));
        (await _world.LoginAsync("basic", "alice:alice-pass")).Is(403, "permission denied");
        Assert.Equal((user, true), await States.SetSuspendedAsync(user.ToString(), false, Cancelled));
        (await _world.LoginAsync("basic", "alice:alice-pass")).Is(200, "ok");
        Assert.Equal([(user, ObjectState.Suspended), (user, ObjectState.Ok)], _world.Notices.Of<(Protocol.Names.UserId, ObjectState)>());
    }

    [Fact]
    public async Task A_deleted_account_is_gone_and_the_server_is_told()
    {
        var user = await _world.AddAsync("alice");
        Assert.Equal(user, await States.DeleteAsync("alice", hard: false, Cancelled));
        var told = Assert.Single(_world.Notices.Of<UserDeletion>());
        Assert.Equal((user, false), (told.User, told.Hard));
        Assert.Contains("no account", await OperatorAccountWorld.RefusedAsync(async () => await States.DeleteAsync("alice", hard: false, Cancelled)), StringComparison.Ordinal);
        Assert.Contains("is deleted", await OperatorAccountWorld.RefusedAsync(async () => await States.SetSuspendedAsync(user.ToString(), true, Cancelled)), StringComparison.Ordinal);
        // What is marked deleted can still be removed for good.
        Assert.Equal(user, await States.DeleteAsync(user.ToString(), hard: true, Cancelled));
        Assert.Empty(_world.Store.Rows.Users);
    }
}
