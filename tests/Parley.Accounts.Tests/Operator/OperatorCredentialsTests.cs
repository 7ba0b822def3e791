using Parley.Accounts.Operator;
using Parley.Protocol.Access;
using Parley.Protocol.Packets.Client;

namespace Parley.Accounts.Tests.Operator;

public sealed class OperatorCredentialsTests : IAsyncLifetime
{
    private readonly AccountWorld _world = new();

    private OperatorCredentials Credentials => _world.Get<OperatorCredentials>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("Bob@Example.com")]
    public async Task What_waits_for_a_code_is_confirmed_with_its_tag(string? value)
    {
        var user = await BobAsync("bob@example.com");
        (await _world.LoginAsync("basic", "bobby:bob-pass")).Is(300, "validate credentials");
        Assert.Equal(new OperatorCredential("email", "bob@example.com", true, 0), await Credentials.ConfirmAsync("bobby", "email", value, Cancelled));
        Assert.Contains("email:bob@example.com", _world.Store.Rows.Users[user].Tags);
        (await _world.LoginAsync("basic", "bobby:bob-pass")).Is(200, "ok");
        var again = await OperatorAccountWorld.RefusedAsync(async () => await Credentials.ConfirmAsync("bobby", "email", "bob@example.com", Cancelled));
        Assert.Contains("confirmed already", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_said_in_words()
    {
        await BobAsync("bob@example.com");
        var cancelled = Cancelled;
        Assert.Contains("no kind of credential", await OperatorAccountWorld.RefusedAsync(async () => await Credentials.ConfirmAsync("bobby", "fax", null, cancelled)), StringComparison.Ordinal);
        Assert.Contains("has no such tel", await OperatorAccountWorld.RefusedAsync(async () => await Credentials.ConfirmAsync("bobby", "tel", null, cancelled)), StringComparison.Ordinal);
        Assert.Contains("has no such email", await OperatorAccountWorld.RefusedAsync(async () => await Credentials.ConfirmAsync("bobby", "email", "x@example.com", cancelled)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_somebody_else_has_confirmed_meanwhile_is_refused()
    {
        await BobAsync("alice@example.com");
        await _world.AddAsync("alice", AuthLevel.Authenticated);
        Assert.Contains("belongs to another account", await OperatorAccountWorld.RefusedAsync(async () => await Credentials.ConfirmAsync("bobby", "email", null, Cancelled)), StringComparison.Ordinal);
    }

    private async Task<Protocol.Names.UserId> BobAsync(string email)
    {
        var reply = await _world.AccAsync(new AccPacket
        {
            User = "new", Scheme = "basic", Secret = "bobby:bob-pass"u8.ToArray(), Login = true, Cred = [new() { Method = "email", Value = email }],
        });
        return _world.Store.Rows.Auth.Single(a => a.Login == "bobby").User is var user && reply.Code.Number < 400 ? user : throw new InvalidOperationException(reply.Code.Text);
    }
}
