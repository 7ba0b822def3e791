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

    // Receivers of one notice: an account may have any number of groups.
    private const int ReceiversMax = 1000;

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
        await using var notes = NoticesAsync(user, hard, acting).GetAsyncEnumerator(CancellationToken.None);
        await notes.MoveNextAsync();
        List<StoreWrite> writes = [new BeginUserDeletion(user, hard, now), UserPurge.Mark(user, hard, now)];
        foreach (var credential in await store.Credentials.OfUserAsync(user, cancellationToken))
            writes.Add(CodeAuthenticator.Forget(credential.Method, credential.Value));
        if ((await store.Commit.CommitAsync([.. writes])).Refusal() is { } failure)
            return failure;
        do
            await notices.UserDeletedAsync(notes.Current, CancellationToken.None);
        while (await notes.MoveNextAsync());
        await purge.ContinueAsync(user, hard, now, StepsWaitedFor, CancellationToken.None);
        return null;
    }

    // One notice at least. Members can be read until the purge begins; the list of groups must be read before the deletion.
    private async IAsyncEnumerable<UserDeletion> NoticesAsync(UserId user, bool hard, SessionId acting)
    {
        var note = new UserDeletion(user, hard, acting, [], []);
        var peers = (await store.Subscriptions.OfUserAsync(user, CancellationToken.None))
            .Select(s => s.Key.Topic.TryGetPeerOf(user, out var peer) ? peer : default)
            .Where(p => !p.IsNone)
            .Chunk(ReceiversMax)
            .ToList();
        var owned = await store.Topics.OwnedByAsync(user, CancellationToken.None);
        foreach (var some in peers.SkipLast(1))
            yield return note with { Peers = some };
        note = note with { Peers = peers.LastOrDefault([]) };

        var (count, isTold) = (note.Peers.Count, peers.Count > 1);
        List<(TopicName, IReadOnlyList<UserId>)> groups = [];
        foreach (var group in owned)
        {
            var members = await store.Subscriptions.OfTopicAsync(group, includeDeleted: false, CancellationToken.None);
            foreach (var some in members.Select(m => m.Key.User).Where(m => m != user).Chunk(ReceiversMax).DefaultIfEmpty([]))
            {
                groups.Add((group, some));
                count += some.Length + 1;
                if (count < ReceiversMax)
                    continue;
                yield return note with { OwnedGroups = groups };
                (note, groups, count, isTold) = (note with { Peers = [] }, [], 0, true);
            }
        }
        if (count > 0 || !isTold)
            yield return note with { OwnedGroups = groups };
    }
}
