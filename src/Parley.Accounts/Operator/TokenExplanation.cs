using System.Globalization;
using Parley.Accounts.Authenticators;
using Parley.Accounts.Options;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Storage.Ports;
using Parley.Storage.Records;

namespace Parley.Accounts.Operator;

/// <summary>Explains a login token: why a client with it gets in or does not.</summary>
public sealed class TokenExplanation(
    IParleyStore store, TokenAuthenticator tokens, BasicAuthenticator basic, AccountOptions options, TimeProvider time)
{
    /// <param name="text">The token in base64 of either alphabet.</param>
    /// <exception cref="OperatorRefusalException">The text is no token at all.</exception>
    public async ValueTask<TokenFacts> ExplainAsync(string text, CancellationToken cancellationToken)
    {
        if (!TryDecode(text, out var bytes) || !LoginToken.TryRead(bytes, out var token))
        {
            throw new OperatorRefusalException(string.Create(
                CultureInfo.InvariantCulture, $"That is no login token: {LoginToken.Length} bytes in base64 make one, as {{ctrl}} has it in params.token."));
        }
        // What an unsigned token says of its user is not worth looking up.
        var isSigned = LoginToken.IsSigned(bytes, options.Token.Key);
        var user = isSigned ? await store.Users.FindAsync(token.User, cancellationToken) : null;
        var login = user is null ? null : (await store.Auth.FindAsync(user.Id, basic.Name, cancellationToken))?.Login;
        var problem = isSigned ? ProblemOf(token, user) : "It was not signed with the key of this server.";
        // The words above are ours; that the token is good is for the rules to say.
        if (problem is null && tokens.Check(bytes, time.UtcMilliseconds()).Refusal is { } refusal)
            problem = $"It is refused: {refusal.Code.Text}.";
        return new TokenFacts(
            problem is null, problem, token.User, login, token.Level, DateTime.UnixEpoch.AddSeconds(token.Expires), token.Serial, token.Features.ToString());
    }

    private string? ProblemOf(LoginToken token, StoredUser? user)
    {
        if (token.Level > AuthLevel.Root)
            return "It names a level that does not exist.";
        if (token.Serial != unchecked((ushort)options.Token.SerialNumber))
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"It has the serial number {token.Serial}, and accounts.tokenSerial is {options.Token.SerialNumber}: such tokens are void.");
        }
        if (DateTime.UnixEpoch.AddSeconds(token.Expires) < time.UtcMilliseconds().AddSeconds(1))
            return "It has expired.";
        return user?.State switch
        {
            ObjectState.Ok => null,
            ObjectState.Suspended => "Its user is suspended.",
            ObjectState.Deleted => "Its user is deleted.",
            _ => "Its user does not exist.",
        };
    }

    private static bool TryDecode(string text, out byte[] bytes)
    {
        text = text.Trim().Replace('-', '+').Replace('_', '/').TrimEnd('=');
        text = text.PadRight((text.Length + 3) / 4 * 4, '=');
        var buffer = new byte[text.Length];
        var isBase64 = Convert.TryFromBase64String(text, buffer, out var written);
        bytes = buffer[..written];
        return isBase64;
    }
}
