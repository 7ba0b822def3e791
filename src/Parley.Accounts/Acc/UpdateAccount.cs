using Parley.Accounts.Authenticators;
using Parley.Accounts.Credentials;
using Parley.Accounts.Remove;
using Parley.Accounts.Tags;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Accounts.Acc;

/// <summary>
/// Decides what an <c>{acc}</c> does that changes an account (part A 3.4): its secret, else its credentials, else its state.
/// </summary>
public sealed class UpdateAccount(
    AuthenticatorTable authenticators,
    CredentialRules credentials,
    ConfirmationRequests confirmations,
    IParleyStore store,
    TaggedCommit commit,
    AccountStateChange states,
    UserRemoval removal)
{
    /// <param name="proof">Who asks if the session has not logged in; null if there is no such proof.</param>
    public async ValueTask<AccountReply> HandleAsync(
        AccPacket packet, AccountContext context, AuthGrant? proof, CancellationToken cancellationToken)
    {
        if (!context.IsAuthenticated && proof is null)
            return new AccountReply(ReplyCodes.PermissionDenied);
        if (!context.User.IsNone && proof is not null)
            return new AccountReply(ReplyCodes.Malformed);
        var (acting, level) = proof is null ? (context.User, context.Level) : (proof.User, proof.Level);
        var target = acting;
        if (!string.IsNullOrEmpty(packet.User) && packet.User != acting.ToString())
        {
            if (context.SessionLevel != AuthLevel.Root)
                return new AccountReply(ReplyCodes.PermissionDenied);
            level = AuthLevels.Parse(packet.AuthLevel);
            if (!UserId.TryParse(packet.User, out target))
                return new AccountReply(ReplyCodes.Malformed);
        }
        if (target.IsNone)
            return new AccountReply(ReplyCodes.Malformed);
        // Nobody else, not even the user itself.
        if (!string.IsNullOrEmpty(packet.Status) && context.SessionLevel != AuthLevel.Root)
            return new AccountReply(ReplyCodes.PermissionDenied);
        if (await store.Users.FindAsync(target, cancellationToken) is not { State: not ObjectState.Deleted } user)
            return new AccountReply(ReplyCodes.NotFound);
        var refusal = !string.IsNullOrEmpty(packet.Scheme) ? await ChangeSecretAsync(user, packet, context, cancellationToken)
            : packet.Cred is { Count: > 0 } ? await AddCredentialsAsync(target, level, packet, context)
            : !string.IsNullOrEmpty(packet.Status) ? await ChangeStateAsync(user, packet.Status, context, cancellationToken)
            : new Rejection(ReplyCodes.Malformed);
        // Compat: the parameters are there, and null.
        return refusal?.Reply() ?? new AccountReply(ReplyCodes.Ok, Payload.WrittenNull);
    }

    // Sessions and tokens of this user stay good.
    private async ValueTask<Rejection?> ChangeSecretAsync(
        StoredUser user, AccPacket packet, AccountContext context, CancellationToken cancellationToken)
    {
        if (authenticators.Find(packet.Scheme) is not { } authenticator)
            return new Rejection(ReplyCodes.Malformed);
        var changed = await authenticator.UpdateAsync(user.Id, user.Tags, packet.Secret, context.RemoteAddress, cancellationToken);
        if (changed.TryGet(out var change, out var refusal))
            return await commit.CommitAsync(user.Id, change.Writes, change.RemovedTags, change.AddedTags, cancellationToken);
        return refusal.Code == ReplyCodes.NotFound && context.Level == AuthLevel.Anonymous && context.User == user.Id
            ? await GiveLoginAsync(authenticator, user, packet, context, cancellationToken)
            : refusal;
    }

    // Who came without a login may stay with one, with what its new level requires. The reference has no way to do that.
    private async ValueTask<Rejection?> GiveLoginAsync(
        IAuthenticator authenticator, StoredUser user, AccPacket packet, AccountContext context, CancellationToken cancellationToken)
    {
        if (await authenticator.CheckNewAsync(packet.Secret, context.RemoteAddress, cancellationToken) is { } refusedSecret)
            return refusedSecret;
        var created = await authenticator.CreateAsync(user.Id, user.Tags, packet.Secret, context.RemoteAddress, cancellationToken);
        if (!created.TryGet(out var login, out var refusal))
            return refusal;
        refusal = await StoreLoginAsync(user, login, packet, context, cancellationToken);
        // A login that was noted elsewhere must not stay there alone.
        if (refusal is not null)
            await authenticator.RemoveAsync(user.Id, CancellationToken.None);
        return refusal;
    }

    private async ValueTask<Rejection?> StoreLoginAsync(
        StoredUser user, AuthCreation login, AccPacket packet, AccountContext context, CancellationToken cancellationToken)
    {
        if (!Additions(user.Id, packet, context).TryGet(out var additions, out var refusal))
            return refusal;
        var held = (await store.Credentials.OfUserAsync(user.Id, cancellationToken)).Concat(additions.Select(a => a.Credential));
        // Without them it could be logged in with never.
        if (credentials.Missing(login.Level, held.Select(c => c.Method)) is { Count: > 0 } missing)
            return AccountReplies.Missing(missing);
        List<StoreWrite> writes = [.. additions.Select(a => a.Write)];
        if (login.Record is { } record)
            writes.Add(new AddAuth(record));
        var failure = await commit.CommitAsync(user.Id, writes, [], login.Tags, cancellationToken);
        if (failure is null)
            await AskToConfirmAsync(additions, context);
        return failure;
    }

    private async ValueTask<Rejection?> AddCredentialsAsync(UserId user, AuthLevel level, AccPacket packet, AccountContext context)
    {
        if (level == AuthLevel.None)
            return new Rejection(ReplyCodes.Malformed);
        if (!Additions(user, packet, context).TryGet(out var additions, out var refusal))
            return refusal;
        if (additions.Count == 0)
            return null;
        // The reference keeps failures to itself and answers 200.
        var failure = (await store.Commit.CommitAsync([.. additions.Select(a => a.Write)])).Refusal();
        if (failure is null)
            await AskToConfirmAsync(additions, context);
        return failure;
    }

    private Outcome<IReadOnlyList<CredentialAddition>> Additions(UserId user, AccPacket packet, AccountContext context)
    {
        List<CredentialAddition> additions = [];
        foreach (var part in credentials.Select(packet.Cred, withValue: true))
        {
            if (!credentials.Add(
                    user, part, context.Country, credentials.NewCode(part.Method), context.ReceivedAt).TryGet(out var addition, out var refusal))
                return refusal;
            additions.Add(addition);
        }
        return additions;
    }

    private async ValueTask AskToConfirmAsync(IReadOnlyList<CredentialAddition> additions, AccountContext context)
    {
        foreach (var addition in additions)
            await confirmations.SendForAdditionAsync(addition.Credential, context.Language, context.ReceivedAt);
    }

    private async ValueTask<Rejection?> ChangeStateAsync(
        StoredUser user, string status, AccountContext context, CancellationToken cancellationToken)
    {
        if (!AccountStates.TryParse(status, out var state))
            return new Rejection(ReplyCodes.Malformed);
        if (state == user.State)
            return new Rejection(ReplyCodes.NotModified);
        if (state == ObjectState.Deleted)
            return await removal.RemoveAsync(user.Id, hard: false, default, context.ReceivedAt, cancellationToken);
        return await states.ChangeAsync(user, state, context.ReceivedAt, cancellationToken);
    }
}
