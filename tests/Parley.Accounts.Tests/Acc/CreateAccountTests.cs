using Parley.Accounts.Acc;
using Parley.Accounts.Credentials;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Accounts.Tests.Acc;

public sealed class CreateAccountTests : IAsyncLifetime
{
    private readonly AccountWorld _world = new();

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Creation_without_login_is_201_with_the_description()
    {
        var reply = await _world.AccAsync(AccountWorld.New("alice:alice-pass") with
        {
            User = "newABC",
            Tags = ["Travel", "tag-1"],
            Desc = new DescPart
            {
                Public = Payload.FromJson("""{"fn":"Alice","note":"x"}"""),
                Private = Payload.FromJson("""{"comment":"mine"}"""),
                DefaultAccess = new DefaultAccessPart("JRWP", "N"),
            },
        });
        var user = Assert.Single(_world.Store.Rows.Users.Values);
        const string Desc = """
            {"created":"2026-03-01T12:00:00.12Z","updated":"2026-03-01T12:00:00.12Z","defacs":{"auth":"JRWPA","anon":"N"},
            "public":{"fn":"Alice","note":"x"},"private":{"comment":"mine"}}
            """;
        var desc = Desc.ReplaceLineEndings("");
        reply.Is(201, "created", "{\"user\":\"" + user.Id + "\",\"authlvl\":\"auth\",\"desc\":" + desc + "}");
        Assert.True(reply.LoggedIn.IsNone);
        Assert.Equal(["tag-1", "travel", "basic:alice"], user.Tags);
    }

    [Fact]
    public async Task An_account_is_one_unit_of_writes()
    {
        await _world.AccAsync(AccountWorld.New("alice:alice-pass") with
        {
            Desc = new DescPart { Private = Payload.FromString("mine") },
            Extra = new ExtraPart(["https://elsewhere.example/x.jpg", "/v0/file/s/2il9suCbuko.jpg", "/v0/file/s/Oj0B3-gSBSs"], null, null),
        });
        var writes = Assert.Single(_world.Store.Units).Writes;
        Assert.Equal(
            ["CreateUser", "PutSubscription", "PutSubscription", "AddAuth", "PutCredential", "LinkFiles"],
            writes.Select(w => w.GetType().Name));
        var user = Assert.Single(_world.Store.Rows.Users.Keys);
        var me = _world.Store.Rows.Subscriptions[new SubscriptionKey(TopicName.Me(user), user)];
        var find = _world.Store.Rows.Subscriptions[new SubscriptionKey(TopicName.Find(user), user)];
        Assert.Equal(("JPS", "JPS", "\"mine\""), (me.Want.ToString(), me.Given.ToString(), me.Private.ToString()));
        Assert.Equal(("JPS", "JPS", true), (find.Want.ToString(), find.Given.ToString(), find.Private.IsNull));
        Assert.Equal("2il9suCbuko", Assert.Single(_world.Store.Rows.Files[TopicName.Me(user)]).Text);
    }

    [Fact]
    public async Task Login_with_something_to_confirm_is_300_and_no_session()
    {
        var reply = await _world.AccAsync(AccountWorld.New("alice:alice-pass", "Alice@Example.com") with { Login = true });
        var parameters = reply.Is(300, "validate credentials");
        Assert.Equal("""["email"]""", parameters.GetProperty("cred").ToString());
        Assert.Equal("2026-03-15T12:00:00.12Z", parameters.GetProperty("expires").GetString());
        Assert.Equal("N", parameters.GetProperty("desc").GetProperty("defacs").GetProperty("anon").GetString());
        Assert.True(reply.LoggedIn.IsNone);

        var message = Assert.Single(_world.Notices.Of<ConfirmationMessage>());
        Assert.Equal(("email", "alice@example.com", "012345"), (message.Method, message.Value, message.Code));
        Assert.True(_world.Tokens.Check(message.Token, _world.Now.AddHours(23.9)).TryGet(out var grant, out _));
        Assert.False(grant.IsValidated);
        Assert.True(grant.MayLogIn);
        Assert.False(_world.Tokens.Check(message.Token, _world.Now.AddHours(24)).TryGet(out _, out _));
    }

    [Fact]
    public async Task An_anonymous_account_needs_nothing_and_is_logged_in()
    {
        var reply = await _world.AccAsync(new AccPacket
        {
            User = "new",
            Scheme = "anonymous",
            Login = true,
            Desc = new DescPart { DefaultAccess = new DefaultAccessPart("JRWPS", "JRW") },
        });
        var parameters = reply.Is(200, "ok");
        Assert.Equal("anon", parameters.GetProperty("authlvl").GetString());
        Assert.Equal("""{"auth":"JRWPA","anon":"JRWA"}""", parameters.GetProperty("desc").GetProperty("defacs").ToString());
        Assert.Equal(AuthLevel.Anonymous, reply.Level);
        Assert.Equal(Assert.Single(_world.Store.Rows.Users.Keys), reply.LoggedIn);
        (await _world.LoginAsync(reply.Token())).Is(200, "ok");
        (await _world.LoginAsync("anonymous", "x")).Is(501, "not implemented");
    }

    [Fact]
    public async Task Creation_with_login_while_logged_in_is_409()
    {
        var alice = await _world.AddUserAsync("alice");
        var bob = AccountWorld.New("bob1:bob-pass", "bob@example.com");
        (await _world.AccAsync(bob with { Login = true }, _world.As(alice))).Is(409, "already authenticated");
        (await _world.AccAsync(bob, _world.As(alice))).Is(201, "created");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("pigeon")]
    [InlineData("reset")]
    public async Task An_unknown_scheme_is_400(string? scheme) =>
        (await _world.AccAsync(AccountWorld.New("alice:alice-pass") with { Scheme = scheme })).Is(400, "malformed");

    [Theory]
    [InlineData("token")]
    [InlineData("code")]
    public async Task A_scheme_that_makes_no_accounts_is_501(string scheme) =>
        (await _world.AccAsync(AccountWorld.New("alice:alice-pass") with { Scheme = scheme }))
            .Is(501, "not implemented", """{"what":"auth"}""");

    [Theory]
    [InlineData("", 400, "malformed", true)]
    [InlineData("nocolon", 400, "malformed", true)]
    [InlineData(":", 422, "policy violation", true)]
    [InlineData(":password", 422, "policy violation", true)]
    [InlineData("alice:", 422, "policy violation", false)]
    [InlineData("alice:12345", 422, "policy violation", false)]
    [InlineData("a:password", 422, "policy violation", true)]
    [InlineData("abc:password", 422, "policy violation", true)]
    [InlineData("_abcd:password", 422, "policy violation", true)]
    [InlineData("abcd_:password", 422, "policy violation", true)]
    [InlineData("ab cd:password", 422, "policy violation", true)]
    [InlineData("ab-cd:password", 422, "policy violation", true)]
    [InlineData("ab@cd:password", 422, "policy violation", true)]
    [InlineData("..ab:password", 422, "policy violation", true)]
    [InlineData("a%bc:password", 422, "policy violation", true)]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx:password", 422, "policy violation", true)]
    public async Task A_secret_against_the_rules_is_refused(string secret, int code, string text, bool namesAuth)
    {
        (await _world.AccAsync(AccountWorld.New(secret))).Is(code, text, namesAuth ? """{"what":"auth"}""" : "");
        Assert.Empty(_world.Store.Units);
    }

    [Theory]
    [InlineData("abcd:password")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx:password")]
    [InlineData("ab.cd:123456")]
    [InlineData("алиса:пароль")]
    [InlineData("日本語名:password")]
    [InlineData("café:a:b:c:d")]
    public async Task A_secret_within_the_rules_is_taken(string secret)
    {
        (await _world.AccAsync(AccountWorld.New(secret))).Is(201, "created");
        (await _world.LoginAsync("basic", secret)).Is(300, "validate credentials");
    }

    // Deliberate: the reference answers 500.
    [Fact]
    public async Task A_password_longer_than_the_hash_is_422()
    {
        (await _world.AccAsync(AccountWorld.New("alice:" + new string('x', 73)))).Is(422, "policy violation", "");
        (await _world.AccAsync(AccountWorld.New("alice:" + new string('x', 72)))).Is(201, "created");
    }

    [Fact]
    public async Task A_taken_login_is_409_in_any_case()
    {
        await _world.AddUserAsync("alice");
        (await _world.AccAsync(AccountWorld.New("ALICE:another", "other@example.com")))
            .Is(409, "duplicate credential", """{"what":"auth"}""");
    }

    [Fact]
    public async Task A_login_taken_in_the_meantime_is_409_too_and_leaves_nothing()
    {
        _world.Store.Meanwhile = rows =>
            rows.Auth.Add(new AuthRecord(new UserId(7), "basic", "alice", AuthLevel.Authenticated, []));
        (await _world.AccAsync(AccountWorld.New("alice:alice-pass"))).Is(409, "duplicate credential", """{"what":"auth"}""");
        Assert.Empty(_world.Store.Rows.Users);
        Assert.Empty(_world.Notices.All);
    }

    [Fact]
    public async Task A_confirmed_address_of_another_is_409_without_parameters()
    {
        await _world.AddUserAsync("alice");
        (await _world.AccAsync(AccountWorld.New("carol:carol-pass", "ALICE@example.com"))).Is(409, "duplicate credential", "");
        Assert.Single(_world.Store.Rows.Users);
    }

    [Theory]
    [InlineData("susp")]
    [InlineData("ok")]
    [InlineData("whatever")]
    public async Task A_status_is_for_root_only(string status) =>
        (await _world.AccAsync(AccountWorld.New("alice:alice-pass") with { Status = status }))
            .Is(403, "permission denied", """{"what":"state"}""");

    [Fact]
    public async Task Root_makes_suspended_accounts()
    {
        (await _world.AccAsync(AccountWorld.New("susp:susp-pass") with { Status = "SUSP" }, _world.Root)).Is(201, "created");
        (await _world.LoginAsync("basic", "susp:susp-pass")).Is(403, "permission denied", "");
    }

    [Theory]
    [InlineData("del")]
    [InlineData("undef")]
    [InlineData("nonsense")]
    public async Task Root_makes_no_accounts_in_other_states(string status) =>
        (await _world.AccAsync(AccountWorld.New("alice:alice-pass") with { Status = status }, _world.Root)).Is(400, "malformed", "");

    [Theory]
    [InlineData("basic:other")]
    [InlineData("email:other@example.com")]
    [InlineData(" TEL:+17025551234")]
    public async Task Tags_of_the_server_are_refused_even_from_root(string tag) =>
        (await _world.AccAsync(AccountWorld.New("alice:alice-pass") with { Tags = [tag] }, _world.Root))
            .Is(403, "permission denied", """{"what":"tags"}""");

    // Deliberate: the reference does not look at aliases here.
    [Fact]
    public async Task An_account_has_one_alias()
    {
        (await _world.AccAsync(AccountWorld.New("alice:alice-pass") with { Tags = ["alias:one", "Alias:two"] }))
            .Is(400, "malformed", """{"what":"tags"}""");
        (await _world.AccAsync(AccountWorld.New("alice:alice-pass") with { Tags = ["alias:one", "other:one", "other:two"] })).Is(201, "created");
    }

    [Fact]
    public async Task The_alias_of_another_is_400_and_leaves_nothing()
    {
        (await _world.AccAsync(AccountWorld.New("alice:alice-pass") with { Tags = ["alias:one"] })).Is(201, "created");
        (await _world.AccAsync(AccountWorld.New("carol:carol-pass", "carol@example.com") with { Tags = ["alias:one"] }))
            .Is(400, "malformed", """{"what":"tags"}""");
        Assert.Single(_world.Store.Rows.Users);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a@")]
    [InlineData("@b")]
    [InlineData("a b@example.com")]
    [InlineData("Alice <a@example.com>")]
    [InlineData(" alice@example.com")]
    [InlineData("alice@example.com,b@example.com")]
    public async Task A_wrong_address_is_400(string value) =>
        (await _world.AccAsync(AccountWorld.New("alice:alice-pass", value))).Is(400, "malformed", """{"what":"email"}""");

    [Fact]
    public async Task A_code_that_comes_with_a_new_address_is_401()
    {
        var packet = AccountWorld.New("alice:alice-pass") with { Cred = [AccountWorld.Email("alice@example.com", "123456")] };
        (await _world.AccAsync(packet)).Is(401, "authentication failed", "");
        Assert.Empty(_world.Store.Units);
    }

    [Fact]
    public async Task Of_several_addresses_the_last_one_counts()
    {
        var packet = AccountWorld.New("alice:alice-pass") with
        {
            Cred = [AccountWorld.Email("plain"), AccountWorld.Email("second@example.com"), AccountWorld.Email()],
        };
        (await _world.AccAsync(packet)).Is(201, "created");
        Assert.Equal("second@example.com", Assert.Single(_world.Store.Rows.Credentials).Row.Value);
    }

    [Fact]
    public async Task A_required_credential_that_is_missing_is_422()
    {
        IReadOnlyList<CredPart>?[] lists = [null, [], [AccountWorld.Email()], [new CredPart { Method = "pigeon", Value = "post" }]];
        foreach (var list in lists)
        {
            (await _world.AccAsync(AccountWorld.New("alice:alice-pass") with { Cred = list }))
                .Is(422, "policy violation", """{"creds":["email"]}""");
        }
        Assert.Empty(_world.Store.Units);
    }

    [Theory]
    [InlineData("\"\u2421\"")]
    [InlineData("null")]
    public async Task A_description_that_is_nothing_is_left_out(string json)
    {
        var desc = new DescPart { Public = Payload.FromJson(json), Private = Payload.FromJson(json), Trusted = Payload.FromJson("1") };
        var parameters = (await _world.AccAsync(AccountWorld.New("alice:alice-pass") with { Desc = desc })).Is(201, "created");
        Assert.Equal(
            ["created", "updated", "defacs"], parameters.GetProperty("desc").EnumerateObject().Select(p => p.Name));
        Assert.True(Assert.Single(_world.Store.Rows.Users.Values).Trusted.IsNull);
    }

    [Theory]
    [InlineData(null, null, true, "JRWPASD", "N")]
    [InlineData(null, null, false, "JRWPAS", "N")]
    [InlineData("", "", true, "JRWPASD", "N")]
    [InlineData("JRWP", "N", true, "JRWPA", "N")]
    [InlineData("JRWPASDO", "JRWPASDO", true, "JRWPAD", "JRWPAD")]
    [InlineData("JRWPASDO", "R", false, "JRWPA", "RA")]
    [InlineData("XYZ", "XYZ", true, "JRWPAD", "N")]
    [InlineData("JN", "JN", false, "JRWPA", "N")]
    [InlineData("N", "JRW", true, "N", "JRWA")]
    public void Default_access_is_cut_to_conversations(string? auth, string? anon, bool mayDelete, string expectedAuth, string expectedAnon)
    {
        var access = NewAccount.Access(new DefaultAccessPart(auth, anon), mayDelete);
        Assert.Equal((expectedAuth, expectedAnon), (access.Auth.ToString(), access.Anon.ToString()));
    }
}
