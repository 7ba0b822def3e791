using Parley.Accounts.Authenticators;
using Parley.Protocol.Access;
using Parley.Storage.Records;

namespace Parley.Accounts.Credentials;

/// <summary>Asks owners of new credentials to confirm them: once they are stored, for nobody can confirm what is not.</summary>
public sealed class ConfirmationRequests(TokenAuthenticator tokens, ICredentialSender sender)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>For an account that was just made: with a token that logs in, once what is required is confirmed.</summary>
    /// <param name="language">Of the session, "en-GB" and the like; null if not known.</param>
    public ValueTask SendForNewAccountAsync(StoredCredential credential, AuthLevel level, string? language, DateTime now) =>
        SendAsync(credential, new AuthGrant(credential.User, level) { Lifetime = Lifetime }, language, now);

    /// <summary>For a credential that was added later: its token does not log in, for it may go to the wrong address.</summary>
    /// <param name="language">Of the session, "en-GB" and the like; null if not known.</param>
    public ValueTask SendForAdditionAsync(StoredCredential credential, string? language, DateTime now) =>
        SendAsync(
            credential,
            new AuthGrant(credential.User, AuthLevel.None) { Lifetime = Lifetime, Features = AuthFeatures.NoLogin },
            language,
            now);

    // A client that hangs up does not stop its messages.
    private ValueTask SendAsync(StoredCredential credential, AuthGrant grant, string? language, DateTime now) =>
        sender.SendAsync(
            new ConfirmationMessage(
                credential.User, credential.Method, credential.Value, credential.Response, tokens.Issue(grant, now).Bytes, language),
            CancellationToken.None);
}
