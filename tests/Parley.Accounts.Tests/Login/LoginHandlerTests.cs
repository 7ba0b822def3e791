using Parley.Accounts.Authenticators;
using Parley.Accounts.Credentials;
using Parley.Accounts.Options;
using Parley.Accounts.Tests.Fakes;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Storage.Records;

namespace Parley.Accounts.Tests.Login;

public sealed class LoginHandlerTests : IAsyncLifetime
{
    private readonly AccountWorld _world = new();
    private UserId _alice;

    public async ValueTask InitializeAsync() => _alice = await _world.AddUserAsync("alice");

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_login_gets_a_token_and_the_session()
    {
        var reply = await _world.LoginAsync("BASIC", "ALICE:alice-pass");
        reply.Is(200, "ok", $$"""
            {"user":"{{_alice}}","authlvl":"auth","token":"{{Convert.ToBase64String(reply.Token())}}","expires":"2026-03-15T12:00:00.12Z"}
            """.Trim());
        Assert.Equal((_alice, AuthLevel.Authenticated), (reply.LoggedIn, reply.Level));
        Assert.True(_world.Tokens.Check(reply.Token(), _world.Now).TryGet(out var grant, out _));
        Assert.True(grant.IsValidated);
    }

    [Theory]
    [InlineData("alice:wrong", 401, "authentication failed")]
    [InlineData("alice:", 401, "authentication failed")]
    [InlineData("nobody:alice-pass", 401, "authentication failed")]
    [InlineData(":", 401, "authentication failed")]
    [InlineData("", 400, "malformed")]
    [InlineData("alice", 400, "malformed")]
    [InlineData(":alice-pass", 401, "authentication failed")]
    [InlineData("alice:alice-pass ", 401, "authentication failed")]
    public async Task A_wrong_secret_is_refused(string secret, int code, string text)
    {
        var reply = await _world.LoginAsync("basic", secret);
        reply.Is(code, text, "");
        Assert.True(reply.LoggedIn.IsNone);
    }

    // A hasher that refuses all work shows for whom work is asked: how long an answer takes must not tell which logins exist.
    [Theory]
    [InlineData("alice:alice-pass")]
    [InlineData("alice:wrong")]
    [InlineData("nobody:alice-pass")]
    [InlineData(":")]
    [InlineData("nobody:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public async Task Every_login_costs_a_hash_and_is_503_when_there_is_no_room(string secret)
    {
        var options = new AccountOptions { PasswordHash = new PasswordHashOptions { Cost = 4, QueueMax = -1000 } };
        using var hasher = new PasswordHasher(options, new CountingRandom());
        var outcome = await new BasicAuthenticator(_world.Store, hasher, options)
            .AuthenticateAsync(AccountWorld.Bytes(secret), _world.Nobody, TestContext.Current.CancellationToken);
        Assert.Equal(503, outcome.Refusal?.Code.Number);
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("token")]
    public async Task No_secret_is_400(string scheme) =>
        (await _world.LoginAsync(new LoginPacket { Scheme = scheme })).Is(400, "malformed");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("foo")]
    [InlineData("rest")]
    public async Task An_unknown_scheme_is_401(string? scheme) =>
        (await _world.LoginAsync(new LoginPacket { Scheme = scheme })).Is(401, "unknown authentication scheme", "");

    [Theory]
    [InlineData("basic")]
    [InlineData("foo")]
    public async Task A_second_login_is_409(string scheme)
    {
        var packet = new LoginPacket { Scheme = scheme, Secret = AccountWorld.Bytes("alice:alice-pass") };
        (await _world.LoginAsync(packet, _world.As(_alice))).Is(409, "already authenticated");
    }

    [Fact]
    public async Task An_expired_record_is_401()
    {
        var rows = _world.Store.Rows.Auth;
        rows[0] = rows[0] with { Expires = _world.Now.AddDays(1) };
        var reply = await _world.LoginAsync("basic", "alice:alice-pass");
        Assert.Equal("2026-03-15T12:00:00.12Z", reply.Is(200, "ok").GetProperty("expires").GetString());
        _world.Time.Advance(TimeSpan.FromDays(1));
        (await _world.LoginAsync("basic", "alice:alice-pass")).Is(401, "authentication failed");
    }

    [Fact]
    public async Task A_login_by_token_renews_it()
    {
        var token = (await _world.LoginAsync("basic", "alice:alice-pass")).Token();
        _world.Time.Advance(TimeSpan.FromDays(10));
        var reply = await _world.LoginAsync(token);
        Assert.Equal("2026-03-25T12:00:00.12Z", reply.Is(200, "ok").GetProperty("expires").GetString());
        Assert.Equal(_alice, reply.LoggedIn);
    }

    [Theory]
    [InlineData(AuthLevel.None, "")]
    [InlineData(AuthLevel.Anonymous, "anon")]
    [InlineData(AuthLevel.Root, "root")]
    public async Task A_token_decides_on_the_level(AuthLevel level, string word)
    {
        var reply = await _world.LoginAsync(Token(new AuthGrant(_alice, level)));
        Assert.Equal(word, reply.Is(200, "ok").GetProperty("authlvl").GetString());
        Assert.Equal((_alice, level), (reply.LoggedIn, reply.Level));
    }

    [Fact]
    public async Task A_token_that_may_not_log_in_does_not_and_lives_no_longer()
    {
        var token = Token(new AuthGrant(_alice, AuthLevel.Authenticated)
        {
            Features = AuthFeatures.NoLogin,
            Lifetime = TimeSpan.FromSeconds(3600.88),
        });
        var reply = await _world.LoginAsync(token);
        Assert.Equal("2026-03-01T13:00:01Z", reply.Is(200, "ok").GetProperty("expires").GetString());
        Assert.True(reply.LoggedIn.IsNone);
        Assert.True(_world.Tokens.Check(reply.Token(), _world.Now).TryGet(out var grant, out _));
        Assert.Equal(AuthFeatures.NoLogin | AuthFeatures.Validated, grant.Features);
    }

    [Fact]
    public async Task Login_of_suspended_user_is_403()
    {
        var token = Token(new AuthGrant(_alice, AuthLevel.Authenticated) { Features = AuthFeatures.Validated });
        await _world.AccAsync(new AccPacket { User = _alice.ToString(), Status = "susp" }, _world.Root);
        (await _world.LoginAsync("basic", "alice:alice-pass")).Is(403, "permission denied", "");
        (await _world.LoginAsync(token)).Is(403, "permission denied", "");
        (await _world.LoginAsync("basic", "alice:wrong")).Is(401, "authentication failed");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Login_of_deleted_user_is_404_by_token(bool hard)
    {
        var token = Token(new AuthGrant(_alice, AuthLevel.Authenticated) { Features = AuthFeatures.Validated });
        await _world.DeleteAsync(new DelPacket { Hard = hard }, _world.As(_alice));
        (await _world.LoginAsync(token)).Is(404, "user not found", "");
        (await _world.LoginAsync("basic", "alice:alice-pass")).Is(401, "authentication failed");
    }

    [Fact]
    public async Task Token_of_unknown_user_is_404()
    {
        (await _world.LoginAsync(Token(new AuthGrant(new UserId(1), AuthLevel.Authenticated)))).Is(404, "user not found");
        (await _world.LoginAsync(Token(new AuthGrant(default, AuthLevel.Authenticated)))).Is(404, "user not found");
    }

    [Fact]
    public async Task What_is_required_must_be_confirmed_before_login()
    {
        await _world.AccAsync(AccountWorld.New("bob1:bob-pass", "bob@example.com"));
        var asked = await _world.LoginAsync("basic", "bob1:bob-pass");
        Assert.Equal("""["email"]""", asked.Is(300, "validate credentials").GetProperty("cred").ToString());
        Assert.True(asked.LoggedIn.IsNone);
        (await _world.LoginAsync(asked.Token())).Is(300, "validate credentials");

        var done = await _world.LoginAsync(asked.Token(), AccountWorld.Email(response: "123456"));
        done.Is(200, "ok");
        Assert.False(done.LoggedIn.IsNone);
        Assert.Contains("email:bob@example.com", _world.Store.Rows.Users[done.LoggedIn].Tags);
        (await _world.LoginAsync("basic", "bob1:bob-pass")).Is(200, "ok");
    }

    [Fact]
    public async Task The_code_that_was_sent_confirms_too()
    {
        await _world.AccAsync(AccountWorld.New("bob1:bob-pass", "bob@example.com"));
        var code = Assert.Single(_world.Notices.Of<ConfirmationMessage>()).Code;
        (await _world.LoginAsync("basic", "bob1:bob-pass", AccountWorld.Email(response: code))).Is(200, "ok");
    }

    [Fact]
    public async Task After_too_many_wrong_codes_the_right_one_is_422()
    {
        await _world.AccAsync(AccountWorld.New("bob1:bob-pass", "bob@example.com"));
        for (var i = 0; i < 4; i++)
            (await _world.LoginAsync("basic", "bob1:bob-pass", AccountWorld.Email(response: "000000"))).Is(300, "validate credentials");
        (await _world.LoginAsync("basic", "bob1:bob-pass", AccountWorld.Email(response: "000000"))).Is(422, "policy violation", "");
        var code = Assert.Single(_world.Notices.Of<ConfirmationMessage>()).Code;
        (await _world.LoginAsync("basic", "bob1:bob-pass", AccountWorld.Email(response: code))).Is(422, "policy violation", "");
    }

    [Fact]
    public async Task Codes_that_are_tried_at_the_same_time_count_one_by_one()
    {
        await using var world = new AccountWorld();
        await world.AccAsync(AccountWorld.New("bob1:bob-pass", "bob@example.com"));
        var token = (await world.LoginAsync("basic", "bob1:bob-pass")).Token();
        var read = new TaskCompletionSource();
        world.Store.Reading = read.Task;
        var guesses = Enumerable.Range(0, 8).Select(i => world.LoginAsync(token, AccountWorld.Email(response: $"00000{i}"))).ToList();
        read.SetResult();
        var codes = (await Task.WhenAll(guesses)).Select(reply => reply.Code.Number).Order();
        Assert.Equal([300, 300, 300, 300, 422, 422, 422, 422], codes);
    }

    [Fact]
    public async Task A_code_with_nothing_to_confirm_is_404() =>
        (await _world.LoginAsync("basic", "alice:alice-pass", AccountWorld.Email(response: "123456"))).Is(404, "not found");

    [Fact]
    public async Task A_token_that_is_validated_is_not_asked_for_codes()
    {
        var token = (await _world.LoginAsync("basic", "alice:alice-pass")).Token();
        (await _world.LoginAsync(token, AccountWorld.Email(response: "000000"))).Is(200, "ok");
    }

    [Fact]
    public async Task The_device_is_noted_at_login()
    {
        var context = _world.Nobody with { DeviceId = "dev", Platform = "web", Language = "en" };
        await _world.LoginAsync(new LoginPacket { Scheme = "basic", Secret = AccountWorld.Bytes("alice:alice-pass") }, context);
        Assert.Equal(new StoredDevice(_alice, "dev", "web", _world.Now, "en"), _world.Store.Rows.Devices["dev"]);
    }

    [Fact]
    public async Task A_renamed_scheme_is_known_by_its_new_name_only()
    {
        await using var world = new AccountWorld(o => o.LogicalNames = ["my-auth:basic", "basic:"]);
        await world.AddUserAsync("alice");
        (await world.LoginAsync("my-auth", "alice:alice-pass")).Is(200, "ok");
        (await world.LoginAsync("basic", "alice:alice-pass")).Is(401, "unknown authentication scheme");
        Assert.Contains("my-auth:alice", Assert.Single(world.Store.Rows.Users.Values).Tags);
    }

    private byte[] Token(AuthGrant grant) => _world.Tokens.Issue(grant, _world.Now).Bytes;
}
