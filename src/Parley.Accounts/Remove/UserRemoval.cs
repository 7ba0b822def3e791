using Parley.Accounts.Authenticators;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Ports;
using Parley.Storage.Writes;

namespace Parley.Accounts.Remove;

/// <summary>
/// Deletes accounts and tells the running server. One short transaction makes the account gone for everybody; what hangs on it is
/// cleared away in many (<see cref="UserPurge"/>), if need be after a restart.
/// </summary>
public sealed class UserRemoval(IParleyStore store, AuthenticatorTable authenticators, UserPurge purge, IAccountNotices notices)
{
    // As many as a client may be kept waiting for; a chore does the rest.
    private const int StepsWaitedFor = 20;

    /// <summary>Null if the account is gone, or never was.</summary>
    /// <param name="hard">Removes everything; else the account is marked deleted.</param>
    /// <param name="acting">The session that asked; no session if none.</param>
    public async ValueTask<Rejection?> RemoveAsync(
        UserId user, bool hard, SessionId acting, DateTime now, CancellationToken cancellationToken)
    {
        if (await store.Users.FindAsync(user, cancellationToken) is null)
            return null;
        foreach (var authenticator in authenticators.All.Distinct())
        {
            if (await authenticator.RemoveAsync(user, cancellationToken) is { } refusal)
                return refusal;
        }
        // Who must be told is read before it is gone.
        var peers = (await store.Subscriptions.OfUserAsync(user, cancellationToken))
            .Select(s => s.Key.Topic.TryGetPeerOf(user, out var peer) ? peer : default)
            .Where(p => !p.IsNone)
            .ToList();
        List<(TopicName, IReadOnlyList<UserId>)> groups = [];
        foreach (var group in await store.Topics.OwnedByAsync(user, cancellationToken))
        {
            var members = await store.Subscriptions.OfTopicAsync(group, includeDeleted: false, cancellationToken);
            groups.Add((group, [.. members.Select(m => m.Key.User).Where(m => m != user)]));
        }
        List<StoreWrite> writes = [new BeginUserDeletion(user, hard, now), UserPurge.Mark(user, hard, now)];
        foreach (var credential in await store.Credentials.OfUserAsync(user, cancellationToken))
            writes.Add(CodeAuthenticator.Forget(credential.Method, credential.Value));
        if ((await store.Commit.CommitAsync([.. writes])).Refusal() is { } failure)
            return failure;
        await notices.UserDeletedAsync(new UserDeletion(user, hard, acting, peers, groups), CancellationToken.None);
        await purge.ContinueAsync(user, hard, now, StepsWaitedFor, CancellationToken.None);
        return null;
    }
}
