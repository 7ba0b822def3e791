using Parley.Accounts.Authenticators;
using Parley.Accounts.Credentials;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;
using Parley.Storage.Ports;
using Parley.Storage.Records;

namespace Parley.Accounts.Login;

/// <summary>Decides what a <c>{login}</c> does (part A 3.7).</summary>
public sealed class LoginHandler(
    AuthenticatorTable authenticators,
    IParleyStore store,
    CredentialConfirmation credentials,
    LoginCompletion completion,
    ResetSecret reset)
{
    private const string ResetScheme = "reset";

    public async ValueTask<AccountReply> HandleAsync(LoginPacket packet, AccountContext context, CancellationToken cancellationToken)
    {
        // Comes first: who asks for a new secret may be logged in.
        if (packet.Scheme == ResetScheme)
            return await reset.HandleAsync(packet, context, cancellationToken);
        if (context.IsAuthenticated)
            return new AccountReply(ReplyCodes.AlreadyAuthenticated);
        if (authenticators.Find(packet.Scheme) is not { } authenticator)
            return new AccountReply(ReplyCodes.UnknownScheme);
        var proved = await authenticator.AuthenticateAsync(packet.Secret, context, cancellationToken);
        if (!proved.TryGet(out var grant, out var refusal))
            return refusal.Reply();
        // After the secret: only its owner learns in which state an account is.
        // The reference lets in whom a service outside knows, suspended here or not.
        refusal = AccountStates.Refuse(grant.State ?? ObjectState.Ok)
            ?? await AccountStates.RefuseAsync(store.Users, grant.User, cancellationToken)
            ?? grant.AskForMore();
        if (refusal is not null)
            return refusal.Reply();
        IReadOnlyList<string> missing = [];
        if (!grant.IsValidated)
        {
            var confirmed = await credentials.ConfirmAsync(
                grant.User, grant.Level, packet.Cred, context.ReceivedAt, cancellationToken);
            if (!confirmed.TryGet(out missing!, out refusal))
                return refusal.Reply();
        }
        return await completion.CompleteAsync(grant, missing, context);
    }
}
