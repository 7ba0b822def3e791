using System.Text;
using Parley.Accounts.Authenticators;
using Parley.Accounts.Credentials;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;
using Parley.Storage.Ports;

namespace Parley.Accounts.Login;

/// <summary>
/// Decides what a <c>{login}</c> with the scheme "reset" does (part A 3.8): sends a code to the confirmed credential of who
/// has forgotten a secret. Its secret is "scheme:method:value".
/// </summary>
public sealed class ResetSecret(
    AuthenticatorTable authenticators, CredentialRules credentials, CodeAuthenticator codes, IParleyStore store, ICredentialSender sender)
{
    public async ValueTask<AccountReply> HandleAsync(LoginPacket packet, AccountContext context, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetString(packet.Secret ?? []).Split(':') is not [var scheme, var method, var value, ..])
            return new AccountReply(ReplyCodes.Malformed);
        if (authenticators.Find(scheme) is not { } authenticator || !credentials.IsKnown(method))
            return new AccountReply(ReplyCodes.NotImplemented);
        value = credentials.Normalise(method, value);
        var user = await store.Users.FindByCredentialAsync(method, value, cancellationToken);
        // Who is registered under an address is nobody's business: the answer is the same.
        if (user.IsNone)
            return new AccountReply(ReplyCodes.AuthReset);
        var target = await authenticator.ResetAsync(user, cancellationToken);
        if (!target.TryGet(out var known, out var refusal))
            return refusal.Reply();
        // A scheme without secrets has nothing to reset. Compat: 301 as for others; unlike the reference without a message.
        if (known.Login is null)
            return new AccountReply(ReplyCodes.AuthReset);
        if (!ReferenceEquals(authenticators.Find(LogicalNames.Code), codes))
            return new AccountReply(ReplyCodes.InternalError);
        var issued = await codes.IssueAsync(user, method, value, context.ReceivedAt, cancellationToken);
        if (!issued.TryGet(out var code, out refusal))
            return refusal.Reply();
        await sender.SendAsync(
            new ResetMessage(user, method, value, code, scheme, known.Login, context.Language), CancellationToken.None);
        return new AccountReply(ReplyCodes.AuthReset);
    }
}
