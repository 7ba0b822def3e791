using Parley.Accounts.Operator;
using Parley.Protocol.Access;

namespace Parley.Accounts.Tests.Operator;

public sealed class OperatorLoginsTests : IAsyncLifetime
{
    private readonly AccountWorld _world = new();

    private OperatorLogins Logins => _world.Get<OperatorLogins>();

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Passwords_and_levels_are_set_by_login_or_id()
    {
        var user = await _world.AddAsync("alice");
        await Logins.SetPasswordAsync("ALICE", "another-pass", TestContext.Current.CancellationToken);
        await Logins.SetLevelAsync(user.ToString(), AuthLevel.Root, TestContext.Current.CancellationToken);
        Assert.Equal(AuthLevel.Root, (await _world.LoginAsync("basic", "alice:another-pass")).Level);
    }

    [Fact]
    public async Task What_cannot_be_is_said_in_words()
    {
        await _world.AddAsync("alice");
        var anonymous = (await _world.AccAsync(new() { User = "new", Scheme = "anonymous", Login = true })).LoggedIn;
        var cancelled = TestContext.Current.CancellationToken;
        Assert.Contains("A password has at least 6 characters", await OperatorAccountWorld.RefusedAsync(() => Logins.SetPasswordAsync("alice", "short", cancelled)), StringComparison.Ordinal);
        Assert.Contains("no account", await OperatorAccountWorld.RefusedAsync(() => Logins.SetLevelAsync("nobody", AuthLevel.Root, cancelled)), StringComparison.Ordinal);
        Assert.Contains(
            "has no password", await OperatorAccountWorld.RefusedAsync(() => Logins.SetPasswordAsync(anonymous.ToString(), "good-enough", cancelled)), StringComparison.Ordinal);
    }
}
