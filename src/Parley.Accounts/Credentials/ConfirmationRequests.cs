using Parley.Accounts.Authenticators;
using Parley.Protocol.Access;
using Parley.Storage.Records;

namespace Parley.Accounts.Credentials;

/// <summary>Asks owners of new credentials to confirm them.</summary>
public sealed class ConfirmationRequests(TokenAuthenticator tokens, ICredentialSender sender)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>For an account that was just made: with a token that logs in, once what is required is confirmed.</summary>
    public ValueTask SendForNewAccountAsync(
        StoredCredential credential, AuthLevel level, AccountContext context, CancellationToken cancellationToken) =>
        SendAsync(credential, new AuthGrant(credential.User, level) { Lifetime = Lifetime }, context, cancellationToken);

    /// <summary>For a credential that was added later: its token does not log in, for it may go to the wrong address.</summary>
    public ValueTask SendForAdditionAsync(StoredCredential credential, AccountContext context, CancellationToken cancellationToken) =>
        SendAsync(
            credential,
            new AuthGrant(credential.User, AuthLevel.None) { Lifetime = Lifetime, Features = AuthFeatures.NoLogin },
            context,
            cancellationToken);

    private ValueTask SendAsync(
        StoredCredential credential, AuthGrant grant, AccountContext context, CancellationToken cancellationToken) =>
        sender.SendAsync(
            new ConfirmationMessage(
                credential.User,
                credential.Method,
                credential.Value,
                credential.Response,
                tokens.Issue(grant, context.ReceivedAt).Bytes,
                context.Language),
            cancellationToken);
}
