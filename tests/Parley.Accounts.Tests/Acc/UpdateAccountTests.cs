using Parley.Accounts.Authenticators;
using Parley.Accounts.Credentials;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Accounts.Tests.Acc;

public sealed class UpdateAccountTests : IAsyncLifetime
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

    [Fact]
    public async Task Without_login_and_proof_it_is_403() =>
        (await _world.AccAsync(Secret("alice:changed"))).Is(403, "permission denied", "");

    [Fact]
    public async Task A_new_password_is_used_from_then_on()
    {
        (await _world.AccAsync(Secret("alice:changed-pass"), _world.As(_alice))).Is(200, "ok", "null");
        (await _world.LoginAsync("basic", "alice:alice-pass")).Is(401, "authentication failed");
        (await _world.LoginAsync("basic", "alice:changed-pass")).Is(200, "ok");
        Assert.Single(_world.Store.Units[0].Writes);
    }

    [Fact]
    public async Task A_new_login_takes_its_tag_along()
    {
        (await _world.AccAsync(Secret("NewAlice:changed-pass") with { User = _alice.ToString() }, _world.As(_alice))).Is(200, "ok");
        (await _world.LoginAsync("basic", "newalice:changed-pass")).Is(200, "ok");
        Assert.Equal(["email:alice@example.com", "basic:newalice"], _world.Store.Rows.Users[_alice].Tags);
        Assert.Equal(_alice, Assert.Single(_world.Notices.Of<Fakes.RecordedNotices.TagsChanged>()).User);
    }

    [Fact]
    public async Task A_user_changed_in_the_meantime_keeps_what_was_changed()
    {
        _world.Store.Meanwhile = rows =>
            rows.Users[_alice] = rows.Users[_alice] with { Tags = ["travel", "basic:alice"], Version = rows.Users[_alice].Version + 1 };
        (await _world.AccAsync(Secret("newalice:changed-pass"), _world.As(_alice))).Is(200, "ok");
        Assert.Equal(["travel", "basic:newalice"], _world.Store.Rows.Users[_alice].Tags);
    }

    [Theory]
    [InlineData("bob1:changed-pass", 409, "duplicate credential")]
    [InlineData("ab:changed-pass", 422, "policy violation")]
    [InlineData(":abc", 422, "policy violation")]
    [InlineData("nothing", 400, "malformed")]
    public async Task A_secret_against_the_rules_is_refused_without_parameters(string secret, int code, string text)
    {
        (await _world.AccAsync(Secret(secret), _world.As(_alice))).Is(code, text, "");
        Assert.Empty(_world.Store.Units);
    }

    [Theory]
    [InlineData("anonymous", 200, "ok")]
    [InlineData("token", 501, "not implemented")]
    [InlineData("code", 501, "not implemented")]
    [InlineData("pigeon", 400, "malformed")]
    public async Task Other_schemes(string scheme, int code, string text) =>
        (await _world.AccAsync(Secret("x") with { Scheme = scheme }, _world.As(_alice))).Is(code, text);

    [Fact]
    public async Task Who_came_without_a_login_gets_one_with_what_its_new_level_requires()
    {
        var anonymous = (await _world.AccAsync(new AccPacket { User = "new", Scheme = "anonymous", Login = true })).LoggedIn;
        var context = _world.As(anonymous, AuthLevel.Anonymous);
        (await _world.AccAsync(Secret(":changed-pass"), context)).Is(422, "policy violation");
        (await _world.AccAsync(Secret("alice:changed-pass"), context)).Is(409, "duplicate credential");
        // Nobody could log in with it.
        (await _world.AccAsync(Secret("anon1:changed-pass"), context)).Is(422, "policy violation", """{"creds":["email"]}""");
        (await _world.AccAsync(Secret("anon1:changed-pass") with { Cred = [AccountWorld.Email("plain")] }, context)).Is(400, "malformed");
        Assert.DoesNotContain(_world.Store.Rows.Auth, a => a.User == anonymous);
        (await _world.AccAsync(Secret("anon1:changed-pass") with { Cred = [AccountWorld.Email("anon@example.com")] }, context)).Is(200, "ok");
        Assert.Equal(["basic:anon1"], _world.Store.Rows.Users[anonymous].Tags);
        var code = Assert.Single(_world.Notices.Of<ConfirmationMessage>()).Code;
        var reply = await _world.LoginAsync("basic", "anon1:changed-pass");
        Assert.Equal("auth", reply.Is(300, "validate credentials").GetProperty("authlvl").GetString());
        (await _world.LoginAsync("basic", "anon1:changed-pass", AccountWorld.Email(response: code))).Is(200, "ok");
        (await _world.AccAsync(Secret(":another-pass"), context)).Is(200, "ok");
    }

    [Fact]
    public async Task A_user_without_a_password_cannot_change_it_404()
    {
        var other = new UserId(4711);
        _world.Store.Rows.Users[other] = new StoredUser { Id = other, Created = _world.Now, Updated = _world.Now };
        (await _world.AccAsync(Secret("other:changed-pass"), _world.As(other))).Is(404, "not found");
    }

    [Fact]
    public async Task Nothing_to_do_is_400() =>
        (await _world.AccAsync(new AccPacket { Tags = ["a"], Desc = new DescPart() }, _world.As(_alice))).Is(400, "malformed");

    [Fact]
    public async Task Another_account_is_for_root_only()
    {
        var packet = Secret(":changed-pass") with { User = _alice.ToString() };
        (await _world.AccAsync(packet, _world.As(_bob))).Is(403, "permission denied");
        (await _world.AccAsync(packet, _world.Root)).Is(200, "ok");
        (await _world.LoginAsync("basic", "alice:changed-pass")).Is(200, "ok");
    }

    [Theory]
    [InlineData("nonsense", 400, "malformed")]
    [InlineData("usrAAAAAAAAAAE", 404, "not found")]
    public async Task Root_must_name_a_user(string user, int code, string text) =>
        (await _world.AccAsync(new AccPacket { User = user, Status = "susp" }, _world.Root)).Is(code, text);

    [Theory]
    [InlineData("nonsense", 400, "malformed")]
    [InlineData("undef", 400, "malformed")]
    [InlineData("OK", 304, "not modified")]
    [InlineData("", 400, "malformed")]
    public async Task A_status_that_changes_nothing(string status, int code, string text)
    {
        (await _world.AccAsync(new AccPacket { User = _alice.ToString(), Status = status }, _world.Root)).Is(code, text, "");
        Assert.Empty(_world.Notices.All);
    }

    [Fact]
    public async Task A_status_is_for_root_only_even_ones_own() =>
        (await _world.AccAsync(new AccPacket { Status = "susp" }, _world.As(_alice))).Is(403, "permission denied");

    [Fact]
    public async Task Suspending_is_stored_then_told_and_can_be_taken_back()
    {
        (await _world.AccAsync(new AccPacket { User = _alice.ToString(), Status = "susp" }, _world.Root)).Is(200, "ok");
        Assert.IsType<SetUserState>(Assert.Single(_world.Store.Units).Writes[0]);
        (await _world.LoginAsync("basic", "alice:alice-pass")).Is(403, "permission denied");
        (await _world.AccAsync(new AccPacket { User = _alice.ToString(), Status = "susp" }, _world.Root)).Is(304, "not modified");
        (await _world.AccAsync(new AccPacket { User = _alice.ToString(), Status = "ok" }, _world.Root)).Is(200, "ok");
        (await _world.LoginAsync("basic", "alice:alice-pass")).Is(200, "ok");
        Assert.Equal([(_alice, ObjectState.Suspended), (_alice, ObjectState.Ok)], _world.Notices.All.Cast<(UserId, ObjectState)>());
    }

    [Fact]
    public async Task The_status_del_deletes_softly()
    {
        (await _world.AccAsync(new AccPacket { User = _alice.ToString(), Status = "del" }, _world.Root)).Is(200, "ok");
        Assert.False(Assert.Single(_world.Notices.Of<UserDeletion>()).Hard);
        (await _world.AccAsync(new AccPacket { User = _alice.ToString(), Status = "ok" }, _world.Root)).Is(404, "not found");
    }

    [Fact]
    public async Task Credentials_are_added_and_their_owner_is_asked()
    {
        var packet = new AccPacket { Cred = [AccountWorld.Email("Second@example.com")] };
        (await _world.AccAsync(packet, _world.As(_alice))).Is(200, "ok", "null");
        var message = Assert.Single(_world.Notices.Of<ConfirmationMessage>());
        Assert.Equal("second@example.com", message.Value);
        Assert.True(_world.Tokens.Check(message.Token, _world.Now).TryGet(out var grant, out _));
        Assert.Equal((AuthLevel.None, AuthFeatures.NoLogin), (grant.Level, grant.Features));
        Assert.DoesNotContain("email:second@example.com", _world.Store.Rows.Users[_alice].Tags);
    }

    [Fact]
    public async Task Root_adds_credentials_at_a_level_it_must_name()
    {
        var packet = new AccPacket { User = _alice.ToString(), Cred = [AccountWorld.Email("by-root@example.com")] };
        (await _world.AccAsync(packet, _world.Root)).Is(400, "malformed");
        (await _world.AccAsync(packet with { AuthLevel = "auth" }, _world.Root)).Is(200, "ok");
    }

    // Deliberate: the reference answers 200 to all of them.
    [Fact]
    public async Task Credentials_that_cannot_be_added_are_refused()
    {
        async Task<AccountReply> Add(CredPart part) => await _world.AccAsync(new AccPacket { Cred = [part] }, _world.As(_alice));
        (await Add(AccountWorld.Email("bob1@example.com"))).Is(409, "duplicate credential");
        (await Add(AccountWorld.Email("plain"))).Is(400, "malformed");
        (await Add(AccountWorld.Email("x@example.com", "123456"))).Is(401, "authentication failed");
        (await Add(new CredPart { Method = "pigeon", Value = "post" })).Is(200, "ok");
    }

    [Fact]
    public async Task A_proof_is_for_those_who_are_not_logged_in()
    {
        var packet = Secret(":changed-pass") with { TmpScheme = "basic", TmpSecret = AccountWorld.Bytes("alice:alice-pass") };
        (await _world.AccAsync(packet, _world.As(_alice))).Is(409, "already authenticated");
        (await _world.AccAsync(packet)).Is(200, "ok");
        (await _world.LoginAsync("basic", "alice:changed-pass")).Is(200, "ok");
    }

    [Fact]
    public async Task An_unknown_scheme_of_proof_is_401() =>
        (await _world.AccAsync(Secret(":changed-pass") with { TmpScheme = "pigeon" })).Is(401, "unknown authentication scheme", "");

    [Fact]
    public async Task A_wrong_proof_is_refused_with_auth()
    {
        var packet = Secret(":changed-pass") with { TmpScheme = "basic" };
        (await _world.AccAsync(packet with { TmpSecret = AccountWorld.Bytes("alice:wrong") }))
            .Is(401, "authentication failed", """{"what":"auth"}""");
        (await _world.AccAsync(packet)).Is(400, "malformed", """{"what":"auth"}""");
    }

    [Fact]
    public async Task A_proof_is_not_for_another_account()
    {
        var packet = Secret(":changed-pass") with
        {
            User = _bob.ToString(),
            TmpScheme = "basic",
            TmpSecret = AccountWorld.Bytes("alice:alice-pass"),
        };
        (await _world.AccAsync(packet)).Is(403, "permission denied");
    }

    [Fact]
    public async Task A_suspended_user_proves_nothing()
    {
        await _world.AccAsync(new AccPacket { User = _alice.ToString(), Status = "susp" }, _world.Root);
        (await _world.AccAsync(Secret(":changed-pass") with { TmpScheme = "basic", TmpSecret = AccountWorld.Bytes("alice:alice-pass") }))
            .Is(403, "permission denied", """{"what":"auth"}""");
    }

    [Fact]
    public async Task A_mailed_token_changes_no_password()
    {
        var grant = new AuthGrant(_alice, AuthLevel.None) { Features = AuthFeatures.NoLogin };
        var token = _world.Tokens.Issue(grant, _world.Now).Bytes;
        (await _world.AccAsync(Secret(":changed-pass") with { TmpScheme = "token", TmpSecret = token }))
            .Is(401, "authentication failed", """{"what":"auth"}""");
    }

    private static AccPacket Secret(string secret) => new() { Scheme = "basic", Secret = AccountWorld.Bytes(secret) };
}
