using Parley.Accounts;
using Parley.Accounts.Authenticators;
using Parley.Accounts.Options;
using Parley.FrontEnd.Files;
using Parley.FrontEnd.Tests.Fakes;
using Parley.FrontEnd.Transports.LongPoll;
using Parley.Protocol.Access;
using Parley.Protocol.Json;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;
using Parley.Storage.Records;

namespace Parley.FrontEnd.Tests.Files;

public sealed class FileSendersTests : IDisposable
{
    private readonly World _world = new();
    private readonly LongPollSessions _sessions;
    private readonly PlayedAuthenticator _authenticator = new();
    private readonly FileSenders _senders;

    public FileSendersTests()
    {
        _sessions = new LongPollSessions(_world.Registry, _world.Clock, new JsonPacketCodec(), new LongPollOptions(), _world.Time);
        var users = new UserStore(
            new StoredUser { Id = World.Alice, Created = DateTime.UnixEpoch, Updated = DateTime.UnixEpoch },
            new StoredUser { Id = World.Bob, Created = DateTime.UnixEpoch, Updated = DateTime.UnixEpoch, State = ObjectState.Suspended });
        _senders = new FileSenders(new AuthenticatorTable([_authenticator], new AccountOptions()), users, _sessions, _world.Time);
    }

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("token"), InlineData("TOKEN")]
    public async Task Who_has_proved_to_be_somebody_is_that_user(string scheme)
    {
        _authenticator.Answer = new AuthGrant(World.Alice, AuthLevel.Authenticated);
        Assert.True((await AskAsync(scheme, "eA==")).TryGet(out var user, out _));
        Assert.Equal(World.Alice, user);
        Assert.Equal("x"u8.ToArray(), _authenticator.Secret);
    }

    [Theory]
    [InlineData("foo", "eA=="), InlineData("", "eA=="), InlineData("token", "***"), InlineData("token", "eA")]
    public async Task What_cannot_be_understood_is_malformed(string scheme, string secret)
    {
        _authenticator.Answer = new AuthGrant(World.Alice, AuthLevel.Authenticated);
        await RefusesAsync(ReplyCodes.Malformed, scheme, secret);
    }

    [Fact]
    public async Task A_refusal_of_the_scheme_is_passed_on()
    {
        _authenticator.Answer = ReplyCodes.AuthenticationFailed;
        await RefusesAsync(ReplyCodes.AuthenticationFailed);
    }

    [Fact]
    public async Task What_is_still_to_be_answered_is_told_as_at_a_login()
    {
        _authenticator.Answer = new AuthGrant(World.Alice, AuthLevel.Authenticated) { Challenge = "more"u8.ToArray() };
        var refusal = await RefusesAsync(ReplyCodes.Challenge);
        Assert.Equal("""{"challenge":"bW9yZQ=="}""", refusal.Params.ToString());
    }

    [Fact]
    public async Task Who_may_not_log_in_may_not_do_this_either()
    {
        _authenticator.Answer = new AuthGrant(World.Alice, AuthLevel.Authenticated) { Features = AuthFeatures.NoLogin };
        await RefusesAsync(ReplyCodes.AuthenticationFailed);
        _authenticator.Answer = new AuthGrant(World.Bob, AuthLevel.Authenticated);
        await RefusesAsync(ReplyCodes.PermissionDenied);
        _authenticator.Answer = new AuthGrant(World.Alice, AuthLevel.Authenticated) { State = ObjectState.Suspended };
        await RefusesAsync(ReplyCodes.PermissionDenied);
        _authenticator.Answer = new AuthGrant(new UserId(99), AuthLevel.Authenticated);
        await RefusesAsync(ReplyCodes.UserNotFound);
    }

    [Fact]
    public void A_sid_stands_for_its_user_as_long_as_the_session_lives()
    {
        var link = _sessions.Begin("127.0.0.1", Nothing.Instance);
        Assert.True(_senders.OfSession(link.Sid).IsNone);
        link.Session.Authenticate(World.Alice, AuthLevel.Authenticated);
        Assert.Equal(World.Alice, _senders.OfSession(link.Sid));
        Assert.True(_senders.OfSession("AAAAAAAAAAA").IsNone);
        _world.Registry.End(link.Session, null);
        Assert.True(_senders.OfSession(link.Sid).IsNone);
    }

    private ValueTask<Outcome<UserId>> AskAsync(string scheme, string secret) =>
        _senders.AuthenticateAsync(new SentCredentials(scheme, secret), "127.0.0.1", TestContext.Current.CancellationToken);

    private async Task<Rejection> RefusesAsync(ReplyCode code, string scheme = "token", string secret = "eA==")
    {
        Assert.False((await AskAsync(scheme, secret)).TryGet(out _, out var refusal));
        Assert.Equal(code, refusal.Code);
        return refusal;
    }

    private sealed class PlayedAuthenticator : IAuthenticator
    {
        public Outcome<AuthGrant> Answer { get; set; }

        public byte[]? Secret { get; private set; }

        public string Scheme => "token";

        public ValueTask<Outcome<AuthGrant>> AuthenticateAsync(
            ReadOnlyMemory<byte> secret, AccountContext context, CancellationToken cancellationToken)
        {
            Secret = secret.ToArray();
            return new(Answer);
        }
    }

    private sealed class Nothing : IDisposable
    {
        public static readonly Nothing Instance = new();

        public void Dispose()
        {
            // It is nothing.
        }
    }
}
