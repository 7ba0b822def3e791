using Parley.Accounts.Options;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Replies;

namespace Parley.Accounts.Authenticators;

/// <summary>Signed tokens: made here, checked without a look into the database.</summary>
public sealed class TokenAuthenticator(AccountOptions options) : IAuthenticator
{
    private readonly TokenOptions _options = options.Token;

    public string Scheme => LogicalNames.Token;

    private ushort Serial => unchecked((ushort)_options.SerialNumber);

    public ValueTask<Outcome<AuthGrant>> AuthenticateAsync(
        ReadOnlyMemory<byte> secret, AccountContext context, CancellationToken cancellationToken) =>
        new(Check(secret.Span, context.ReceivedAt));

    /// <summary>Checks a token. The account may be suspended or gone nevertheless.</summary>
    public Outcome<AuthGrant> Check(ReadOnlySpan<byte> bytes, DateTime now)
    {
        if (!LoginToken.TryRead(bytes, out var token))
            return ReplyCodes.Malformed;
        if (!LoginToken.IsSigned(bytes, _options.Key))
            return ReplyCodes.AuthenticationFailed;
        if (token.Level > AuthLevel.Root)
            return ReplyCodes.Malformed;
        var expires = DateTime.UnixEpoch.AddSeconds(token.Expires);
        if (token.Serial != Serial || expires < now.AddSeconds(1))
            return ReplyCodes.AuthenticationFailed;
        return new AuthGrant(token.User, token.Level) { Features = token.Features, Lifetime = expires - now };
    }

    /// <summary>A token for this user. It lives as long as the grant, or as configured if that does not say.</summary>
    public IssuedToken Issue(AuthGrant grant, DateTime now)
    {
        var expires = (now + (grant.Lifetime ?? _options.ExpireIn) + TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond / 2)).CutToMilliseconds();
        var seconds = (expires - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
        var token = new LoginToken(grant.User, (uint)Math.Min(seconds, uint.MaxValue), grant.Level, Serial, grant.Features);
        return new IssuedToken(token.Write(_options.Key), expires);
    }
}
