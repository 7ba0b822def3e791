using Parley.Accounts.Authenticators;
using Parley.Accounts.Operator;
using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Accounts.Tests.Operator;

public sealed class TokenExplanationTests : IAsyncLifetime
{
    private readonly AccountWorld _world = new();

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_good_token_tells_all_it_has()
    {
        var user = await _world.AddAsync("alice");
        var token = _world.Tokens.Issue(new AuthGrant(user, AuthLevel.Root), _world.Now);
        var facts = await ExplainAsync(token.Bytes);
        Assert.Equal((true, null, user, "alice", AuthLevel.Root, 1), (facts.IsValid, facts.Problem, facts.User, facts.Login, facts.Level, facts.Serial));
        Assert.Equal(_world.Now.AddDays(14), facts.Expires, TimeSpan.FromSeconds(1));
        var inTheOtherAlphabet = Convert.ToBase64String(token.Bytes).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        Assert.Equal(facts, await _world.Get<TokenExplanation>().ExplainAsync(inTheOtherAlphabet, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_bad_token_says_why()
    {
        var user = await _world.AddAsync("alice");
        var key = Convert.FromBase64String(AccountWorld.TokenKey);
        var soon = (uint)(_world.Now.AddHours(1) - DateTime.UnixEpoch).TotalSeconds;
        var good = new LoginToken(user, soon, AuthLevel.Authenticated, 1, default);
        await SaysAsync("not signed", good.Write(new byte[32]));
        await SaysAsync("serial number 7", (good with { Serial = 7 }).Write(key));
        await SaysAsync("expired", (good with { Expires = soon - 3600 }).Write(key));
        await SaysAsync("level that does not exist", (good with { Level = (AuthLevel)99 }).Write(key));
        await SaysAsync("does not exist", (good with { User = new UserId(5) }).Write(key));
        await _world.Get<OperatorStates>().SetSuspendedAsync("alice", true, TestContext.Current.CancellationToken);
        await SaysAsync("suspended", good.Write(key));
        await Assert.ThrowsAsync<OperatorRefusalException>(() => ExplainAsync(new byte[20]));
    }

    private async Task SaysAsync(string words, byte[] token)
    {
        var facts = await ExplainAsync(token);
        Assert.False(facts.IsValid);
        Assert.Contains(words, facts.Problem, StringComparison.Ordinal);
    }

    private Task<TokenFacts> ExplainAsync(byte[] token) =>
        _world.Get<TokenExplanation>().ExplainAsync(Convert.ToBase64String(token), TestContext.Current.CancellationToken).AsTask();
}
