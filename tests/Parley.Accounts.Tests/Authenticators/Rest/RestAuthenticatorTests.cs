using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parley.Accounts.Authenticators.Rest;
using Parley.Accounts.Options;
using Parley.Accounts.Tags;
using Parley.Accounts.Tests.Fakes;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Storage.Records;

namespace Parley.Accounts.Tests.Authenticators.Rest;

public sealed class RestAuthenticatorTests : IAsyncLifetime
{
    private readonly PlayedService _service = new();
    private readonly AccountWorld _world;
    private RestOptions _options = new() { Address = new Uri("http://auth.test/base"), AllowsNewAccounts = true, HasSeparateEndpoints = true };

    public RestAuthenticatorTests() => _world = World();

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync()
    {
        _service.Dispose();
        return _world.DisposeAsync();
    }

    [Fact]
    public async Task The_first_login_makes_an_account_and_links_it()
    {
        Known("""{"rec":{"authlvl":"auth","features":"V","tags":["rest:ann"]},"newacc":{"auth":"JRWPA","anon":"N","public":{"fn":"Ann"},"private":"p"}}""");
        _service.Answers["link"] = "{}";
        var reply = await _world.LoginAsync("rest", "ann:secret");
        reply.Is(200, "ok");
        var user = _world.Store.Rows.Users[reply.LoggedIn];
        Assert.Equal("""{"fn":"Ann"}""", user.Public.ToString());
        Assert.Equal(["rest:ann"], user.Tags);
        Assert.Equal("JRWPA", user.Access.Auth.ToString());
        Assert.Equal(["/base/auth", "/base/link"], _service.Asked.Select(a => a.Path));
        Assert.Equal(
            $$"""{"endpoint":"link","name":"rest","rec":{"uid":"{{user.Id.Text}}","authlvl":"auth","features":"V","tags":["rest:ann"],"State":"ok"},"secret":"YW5uOnNlY3JldA=="}""",
            _service.Asked.Last().Body.ToString());
    }

    [Theory]
    [InlineData("duplicate value", 409)]
    [InlineData("not found", 404)]
    public async Task An_account_that_cannot_be_linked_is_taken_back(string error, int code)
    {
        Known("""{"rec":{"authlvl":"auth"},"newacc":{}}""");
        _service.Answers["link"] = $$"""{"err":"{{error}}"}""";
        Assert.Equal(code, (await _world.LoginAsync("rest", "ann:secret")).Code.Number);
        Assert.Empty(_world.Store.Rows.Users);
    }

    [Fact]
    public async Task A_linked_user_logs_in_with_what_the_service_says()
    {
        var ann = await _world.AddUserAsync("anna");
        Known($$$"""{"rec":{"uid":"{{{ann.Text}}}","authlvl":"auth","features":"V","lifetime":"1h30m"}}""");
        var reply = await _world.LoginAsync("rest", "ann:secret");
        Assert.Equal(ann, reply.LoggedIn);
        Assert.Equal(["auth"], _service.Endpoints);
    }

    [Fact]
    public async Task Without_V_credentials_are_asked_for()
    {
        var ann = await _world.AddUserAsync("anna");
        Known($$$"""{"rec":{"uid":"{{{ann.Text}}}","authlvl":"auth"}}""");
        Assert.Equal(200, (await _world.LoginAsync("rest", "ann:secret")).Code.Number);
        _world.Store.Rows.Credentials.Clear();
        Assert.Equal(300, (await _world.LoginAsync("rest", "ann:secret")).Code.Number);
    }

    [Fact]
    public async Task A_challenge_is_passed_on_and_nobody_is_logged_in()
    {
        var ann = await _world.AddUserAsync("anna");
        Known($$"""{"rec":{"uid":"{{ann.Text}}","authlvl":"auth"},"byteval":"bW9yZQ=="}""");
        var reply = await _world.LoginAsync("rest", "ann:secret");
        reply.Is(300, "challenge", """{"challenge":"bW9yZQ=="}""");
        Assert.True(reply.LoggedIn.IsNone);
    }

    [Fact]
    public async Task A_challenge_is_no_proof_for_one_request_either()
    {
        var ann = await _world.AddUserAsync("anna");
        Known($$$"""{"rec":{"uid":"{{{ann.Text}}}","authlvl":"auth"},"byteval":"bW9yZQ=="}""");
        var packet = new AccPacket { Scheme = "basic", Secret = AccountWorld.Bytes(":stolen-pass"), TmpScheme = "rest", TmpSecret = [1] };
        (await _world.AccAsync(packet)).Is(401, "authentication failed", """{"what":"auth"}""");
    }

    [Theory]
    [InlineData("""{"err":"failed"}""", 401)]
    [InlineData("""{"err":"not found"}""", 404)]
    [InlineData("""{"err":"policy"}""", 422)]
    [InlineData("""{"err":"denied"}""", 403)]
    [InlineData("""{"err":"something else"}""", 500)]
    [InlineData("""{}""", 500)]
    [InlineData("""{"rec":{"uid":"nonsense"}}""", 500)]
    [InlineData("""{"rec":{"state":"suspended"},"newacc":{}}""", 500)]
    [InlineData("""{"rec":{"features":"X"},"newacc":{}}""", 500)]
    [InlineData("""{"rec":{"lifetime":-1},"newacc":{}}""", 500)]
    [InlineData("""{"rec":{"lifetime":"soon"},"newacc":{}}""", 500)]
    [InlineData("""{"rec":{"authlvl":"auth"}}""", 404)]
    [InlineData("no JSON", 500)]
    [InlineData("[]", 500)]
    public async Task Whatever_else_the_service_says_is_refused(string answer, int code)
    {
        Known(answer);
        Assert.Equal(code, (await _world.LoginAsync("rest", "ann:secret")).Code.Number);
        Assert.Empty(_world.Store.Rows.Users);
    }

    [Fact]
    public async Task Who_is_new_is_404_if_there_are_to_be_no_new_accounts()
    {
        _options = new RestOptions { Address = _options.Address };
        await using var world = World();
        Known("""{"rec":{"authlvl":"auth"},"newacc":{}}""");
        (await world.LoginAsync("rest", "ann:secret")).Is(404, "not found");
        Assert.Equal("/base/", Assert.Single(_service.Asked).Path);
    }

    [Theory]
    [InlineData("""{"rec":{"uid":"%","authlvl":"auth","state":"susp"}}""", ObjectState.Ok, 403)]
    [InlineData("""{"rec":{"uid":"%","authlvl":"auth","features":"V"}}""", ObjectState.Suspended, 403)]
    [InlineData("""{"rec":{"uid":"%","authlvl":"auth","features":"V"}}""", ObjectState.Deleted, 404)]
    public async Task Who_is_suspended_there_or_here_stays_out(string answer, ObjectState state, int code)
    {
        var ann = await _world.AddUserAsync("anna");
        _world.Store.Rows.Users[ann] = _world.Store.Rows.Users[ann] with { State = state };
        Known(answer.Replace("%", ann.Text, StringComparison.Ordinal));
        Assert.Equal(code, (await _world.LoginAsync("rest", "ann:secret")).Code.Number);
    }

    [Fact]
    public async Task A_service_that_is_down_refuses_its_own_logins_and_nothing_else()
    {
        var bob = await _world.AddUserAsync("bob1");
        _service.IsDown = true;
        (await _world.LoginAsync("rest", "ann:secret")).Is(503, "service unavailable");
        (await _world.LoginAsync("basic", "bob1:bob1-pass")).Is(200, "ok");
        (await _world.AccAsync(AccountWorld.New("alice:alice-pass"))).Is(201, "created");
        (await _world.DeleteAsync(new DelPacket { Hard = true }, _world.As(bob))).Is(200, "ok");
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_given_up()
    {
        _options = new RestOptions { Address = _options.Address, Timeout = TimeSpan.FromMilliseconds(50) };
        _service.IsSilent = true;
        await using var world = World();
        (await world.LoginAsync("rest", "ann:secret")).Is(503, "service unavailable");
    }

    [Fact]
    public async Task A_service_that_fails_is_500()
    {
        _service.Status = HttpStatusCode.BadGateway;
        Known("{}");
        (await _world.LoginAsync("rest", "ann:secret")).Is(500, "internal error");
    }

    [Fact]
    public async Task New_accounts_are_checked_and_added_there_and_taken_back_if_they_are_refused_here()
    {
        _service.Answers["checkunique"] = """{"boolval":true}""";
        _service.Answers["add"] = """{"rec":{"authlvl":"auth","tags":["rest:ann"]}}""";
        var packet = AccountWorld.New("ann:secret") with { Scheme = "rest" };
        (await _world.AccAsync(packet)).Is(201, "created");
        Assert.Equal(["rest:ann"], Assert.Single(_world.Store.Rows.Users.Values).Tags);
        (await _world.AccAsync(packet with { Cred = null })).Is(422, "policy violation");
        Assert.Equal(["checkunique", "add", "checkunique", "add", "del"], _service.Endpoints);
        _service.Answers["checkunique"] = """{"boolval":false}""";
        (await _world.AccAsync(packet)).Is(409, "duplicate credential", """{"what":"auth"}""");
    }

    [Fact]
    public async Task A_new_secret_is_told_with_the_tags_of_the_account()
    {
        var ann = await _world.AddUserAsync("anna");
        _service.Answers["upd"] = "{}";
        (await _world.AccAsync(new AccPacket { Scheme = "rest", Secret = AccountWorld.Bytes("ann:new") }, _world.As(ann))).Is(200, "ok");
        var record = Assert.Single(_service.Asked).Body.GetProperty("rec").ToString();
        Assert.Equal($$"""{"uid":"{{ann.Text}}","tags":["basic:anna","email:anna@example.com"],"State":"ok"}""", record);
    }

    [Fact]
    public async Task A_deletion_that_the_service_does_not_know_of_is_405()
    {
        var ann = await _world.AddUserAsync("anna");
        (await _world.DeleteAsync(new DelPacket(), _world.As(ann))).Is(405, "operation or method not allowed");
        Assert.Equal(ObjectState.Ok, _world.Store.Rows.Users[ann].State);
    }

    [Fact]
    public async Task Tags_of_the_service_are_its_own_and_until_it_has_told_those_of_the_scheme()
    {
        var policy = _world.Get<TagPolicy>();
        Assert.Contains("rest", policy.ImmutableNamespaces);
        _service.Answers["rtagns"] = """{"strarr":["Staff"]}""";
        Assert.True(await _world.Get<RestAuthenticator>().LoadNamespacesAsync(TestContext.Current.CancellationToken));
        Assert.Contains("staff", policy.ImmutableNamespaces);
        Assert.DoesNotContain("rest", policy.ImmutableNamespaces);
        Assert.Equal(403, policy.RefuseNew(["staff:ann"])?.Code.Number);
    }

    [Fact]
    public async Task Renamed_it_takes_the_place_of_basic()
    {
        await using var world = World(o => o.LogicalNames = ["basic:rest", "rest:"]);
        Known("""{"err":"failed"}""");
        (await world.LoginAsync("basic", "ann:secret")).Is(401, "authentication failed");
        Assert.Equal("basic", Assert.Single(_service.Asked).Body.GetProperty("name").GetString());
        (await world.LoginAsync("rest", "ann:secret")).Is(401, "unknown authentication scheme");
    }

    [Fact]
    public async Task Without_settings_it_is_an_unknown_scheme()
    {
        await using var world = new AccountWorld();
        (await world.LoginAsync("rest", "ann:secret")).Is(401, "unknown authentication scheme");
    }

    private void Known(string answer) => _service.Answers["auth"] = answer;

    private AccountWorld World(Action<AccountOptions>? more = null) => new(
        options =>
        {
            options.Rest = _options;
            more?.Invoke(options);
        },
        services => services.AddHttpClient(RestService.ClientName).ConfigurePrimaryHttpMessageHandler(() => _service));
}
