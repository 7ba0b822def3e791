using Parley.Accounts.Authenticators;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;
using Parley.Storage.Ports;

namespace Parley.Accounts.Acc;

/// <summary>Decides whether an <c>{acc}</c> makes or changes an account, and who asks for the change (part A 3.1).</summary>
public sealed class AccHandler(AuthenticatorTable authenticators, IParleyStore store, CreateAccount create, UpdateAccount update)
{
    private const string NewPrefix = "new";

    public async ValueTask<AccountReply> HandleAsync(AccPacket packet, AccountContext context, CancellationToken cancellationToken)
    {
        if (packet.User?.StartsWith(NewPrefix, StringComparison.Ordinal) == true)
            return await create.HandleAsync(packet, context, cancellationToken);
        if (string.IsNullOrEmpty(packet.TmpScheme))
            return await update.HandleAsync(packet, context, null, cancellationToken);
        if (context.IsAuthenticated)
            return new AccountReply(ReplyCodes.AlreadyAuthenticated);
        if (authenticators.Find(packet.TmpScheme) is not { } authenticator)
            return new AccountReply(ReplyCodes.UnknownScheme);
        var proved = await authenticator.AuthenticateAsync(packet.TmpSecret, context, cancellationToken);
        if (!proved.TryGet(out var grant, out var refusal))
            return refusal.Reply(CommitFailures.Auth);
        // A question that is not answered proves nothing, whatever the reference says.
        if (grant.Challenge is not null)
            return new AccountReply(ReplyCodes.AuthenticationFailed, ReplyParams.What(CommitFailures.Auth));
        // A token that may not log in was mailed to an address which nobody has confirmed: it must not change a password.
        if (authenticator is TokenAuthenticator && !grant.MayLogIn)
            return new AccountReply(ReplyCodes.AuthenticationFailed, ReplyParams.What(CommitFailures.Auth));
        // Whoever is suspended cannot act, for one request neither. An account that is gone is reported by the update.
        refusal = await AccountStates.RefuseAsync(store.Users, grant.User, cancellationToken);
        if (refusal?.Code == ReplyCodes.PermissionDenied)
            return refusal.Reply(CommitFailures.Auth);
        return await update.HandleAsync(packet, context, grant, cancellationToken);
    }
}
