using Parley.Accounts.Operator;
using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Accounts.Tests.Operator;

public sealed class OperatorAccountsTests : IAsyncLifetime
{
    private readonly AccountWorld _world = new();

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task An_account_can_log_in_at_once()
    {
        var user = await AddAsync("Alice", AuthLevel.Root, "Alice@example.com");
        var reply = await _world.LoginAsync("basic", "alice:alice-pass");
        reply.Is(200, "ok");
        Assert.Equal((user, AuthLevel.Root), (reply.LoggedIn, reply.Level));
        Assert.Equal(["basic:alice", "email:alice@example.com"], _world.Store.Rows.Users[user].Tags);
        Assert.Empty(_world.Notices.All);
    }

    [Theory]
    [InlineData("alice", "b@example.com", "The login is taken; choose another one.")]
    [InlineData("bob1", "alice@example.com", "belongs to another account")]
    [InlineData("b", "b@example.com", "A login has 4 to 32 characters")]
    [InlineData("bobby:x", "b@example.com", "A login has 4 to 32 characters")]
    [InlineData("bob1", "plain", "no e-mail address")]
    public async Task What_cannot_be_is_said_in_words(string login, string email, string words)
    {
        await AddAsync("alice", AuthLevel.Authenticated, "alice@example.com");
        var refusal = await Assert.ThrowsAsync<OperatorRefusalException>(() => AddAsync(login, AuthLevel.Authenticated, email));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Single(_world.Store.Rows.Users);
    }

    private Task<UserId> AddAsync(string login, AuthLevel level, string? email) =>
        _world.Operator.AddAsync(login, "alice-pass", level, "Alice A.", email, TestContext.Current.CancellationToken).AsTask();
}
