using Parley.Accounts.Credentials;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Storage.Writes;

namespace Parley.Accounts.Tests.Login;

public sealed class ResetSecretTests : IAsyncLifetime
{
    private readonly AccountWorld _world = new();
    private UserId _alice;

    public async ValueTask InitializeAsync() => _alice = await _world.AddUserAsync("alice");

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("", 400, "malformed")]
    [InlineData("basic", 400, "malformed")]
    [InlineData("basic:email", 400, "malformed")]
    [InlineData("foo:email:alice@example.com", 501, "not implemented")]
    [InlineData("basic:pigeon:alice@example.com", 501, "not implemented")]
    [InlineData("basic:email:nobody@example.com", 301, "auth reset")]
    [InlineData("token:email:alice@example.com", 301, "auth reset")]
    [InlineData("basic:email:", 301, "auth reset")]
    [InlineData("basic:tel:+17025551234", 301, "auth reset")]
    public async Task Nothing_is_sent_for(string secret, int code, string text)
    {
        (await _world.LoginAsync("reset", secret)).Is(code, text, "");
        Assert.Empty(_world.Notices.All);
        Assert.Empty(_world.Store.Units);
    }

    [Fact]
    public async Task A_code_changes_the_password_once()
    {
        var code = await ResetAsync();
        (await ChangeAsync("000000:email:alice@example.com")).Is(401, "authentication failed", """{"what":"auth"}""");
        (await ChangeAsync($"{code}:email:alice@example.com")).Is(200, "ok", "null");
        (await ChangeAsync($"{code}:email:alice@example.com")).Is(401, "authentication failed", """{"what":"auth"}""");
        (await _world.LoginAsync("basic", "alice:alice-pass")).Is(401, "authentication failed");
        (await _world.LoginAsync("basic", "alice:changed-pass")).Is(200, "ok");
    }

    [Fact]
    public async Task A_code_is_used_up_even_if_the_change_is_refused()
    {
        var code = await ResetAsync();
        (await ChangeAsync($"{code}:email:alice@example.com", ":abc")).Is(422, "policy violation", "");
        (await ChangeAsync($"{code}:email:alice@example.com")).Is(401, "authentication failed");
        Assert.NotEqual(code, await ResetAsync());
    }

    [Fact]
    public async Task A_code_is_for_one_address()
    {
        var code = await ResetAsync();
        (await ChangeAsync(code)).Is(400, "malformed", """{"what":"auth"}""");
        foreach (var text in new[] { $"{code}:", $"{code}:email", $"{code}:email:other@example.com" })
            (await ChangeAsync(text)).Is(401, "authentication failed", """{"what":"auth"}""");
        (await ChangeAsync($"{code}:email:ALICE@example.com")).Is(200, "ok");
    }

    [Fact]
    public async Task After_too_many_wrong_codes_the_right_one_is_401()
    {
        var code = await ResetAsync();
        for (var i = 0; i < 3; i++)
            (await ChangeAsync("000000:email:alice@example.com")).Is(401, "authentication failed");
        (await ChangeAsync($"{code}:email:alice@example.com")).Is(401, "authentication failed");
    }

    [Fact]
    public async Task Guesses_at_the_same_time_are_all_counted()
    {
        var code = await ResetAsync();
        var read = new TaskCompletionSource();
        _world.Store.Reading = read.Task;
        var guesses = Enumerable.Range(0, 5).Select(_ => ChangeAsync("000000:email:alice@example.com")).ToList();
        read.SetResult();
        await Task.WhenAll(guesses);
        (await ChangeAsync($"{code}:email:alice@example.com")).Is(401, "authentication failed");
    }

    [Fact]
    public async Task A_code_expires_and_wrong_guesses_do_not_prolong_it()
    {
        var code = await ResetAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(14));
        (await ChangeAsync("000000:email:alice@example.com")).Is(401, "authentication failed");
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        (await ChangeAsync($"{code}:email:alice@example.com")).Is(401, "authentication failed");
    }

    [Fact]
    public async Task While_a_code_is_good_another_one_is_409()
    {
        await ResetAsync();
        (await _world.LoginAsync("reset", "basic:email:alice@example.com")).Is(409, "duplicate credential", "");
        _world.Time.Advance(TimeSpan.FromMinutes(15.1));
        await ResetAsync();
    }

    [Fact]
    public async Task A_code_that_was_sent_to_an_address_which_was_given_up_is_401()
    {
        var code = await ResetAsync();
        var all = await _world.Store.Credentials.OfUserAsync(_alice, TestContext.Current.CancellationToken);
        var part = AccountWorld.Email("alice@example.com");
        Assert.True(_world.Get<CredentialRules>().Remove(_alice, AuthLevel.Anonymous, part, all, _world.Now).TryGet(out var removal, out _));
        await _world.Store.Commit.CommitAsync([new WriteUnit([.. removal.Writes.Where(write => write is DeleteValue)])]);
        (await ChangeAsync($"{code}:email:alice@example.com")).Is(401, "authentication failed");
    }

    [Fact]
    public async Task A_code_is_no_login()
    {
        var reply = await _world.LoginAsync("code", $"{await ResetAsync()}:email:alice@example.com");
        reply.Is(200, "ok");
        Assert.True(reply.LoggedIn.IsNone);
    }

    [Fact]
    public async Task A_reset_can_be_asked_for_while_logged_in() => (await _world.LoginAsync(
        new LoginPacket { Scheme = "reset", Secret = AccountWorld.Bytes("basic:email:alice@example.com") }, _world.As(_alice)))
        .Is(301, "auth reset");

    [Fact]
    public async Task Without_codes_it_is_500()
    {
        await using var world = new AccountWorld(o => o.Code = null);
        await world.AddUserAsync("alice");
        (await world.LoginAsync("reset", "basic:email:alice@example.com")).Is(500, "internal error");
        (await world.LoginAsync("code", "000000:email:x")).Is(401, "unknown authentication scheme");
    }

    private async Task<string> ResetAsync()
    {
        (await _world.LoginAsync("reset", "basic:email:Alice@example.com")).Is(301, "auth reset", "");
        var message = _world.Notices.Of<ResetMessage>().Last();
        Assert.Equal((_alice, "basic", "alice", "alice@example.com"), (message.User, message.Scheme, message.Login, message.Value));
        return message.Code;
    }

    private Task<AccountReply> ChangeAsync(string code, string secret = ":changed-pass") => _world.AccAsync(new AccPacket
    {
        Scheme = "basic",
        Secret = AccountWorld.Bytes(secret),
        TmpScheme = "code",
        TmpSecret = AccountWorld.Bytes(code),
    });
}
