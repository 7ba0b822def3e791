using Parley.Protocol.Replies;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Accounts.Acc;

/// <summary>Suspends and resumes accounts, and tells the running server.</summary>
public sealed class AccountStateChange(IParleyStore store, IAccountNotices notices)
{
    /// <summary>Null if it was stored.</summary>
    /// <param name="state">Ok or suspended.</param>
    public async ValueTask<Rejection?> ChangeAsync(StoredUser user, ObjectState state, DateTime now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var result = await store.Commit.CommitAsync(new SetUserState(user.Id, state, now));
        if (result.Refusal() is { } failure)
            return failure;
        // Stored first: a process that misses the notice finds the state when somebody logs in or attaches.
        await notices.UserStateChangedAsync(user.Id, state, CancellationToken.None);
        return null;
    }
}
