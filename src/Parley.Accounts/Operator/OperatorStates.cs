using Parley.Accounts.Acc;
using Parley.Accounts.Remove;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Accounts.Operator;

/// <summary>Suspends, resumes and deletes accounts, by the rules that hold for root: sessions end and topics are told.</summary>
public sealed class OperatorStates(AccountFinder finder, AccountStateChange states, UserRemoval removal, TimeProvider time)
{
    /// <summary>Suspends or resumes an account.</summary>
    /// <returns>The account; false if it was so already.</returns>
    /// <exception cref="OperatorRefusalException">There is no such account, or it could not be stored.</exception>
    public async ValueTask<(UserId User, bool IsChanged)> SetSuspendedAsync(string who, bool isSuspended, CancellationToken cancellationToken)
    {
        var user = await finder.FindLiveAsync(who, cancellationToken);
        var state = isSuspended ? ObjectState.Suspended : ObjectState.Ok;
        if (user.State == state)
            return (user.Id, false);
        OperatorRefusals.ThrowIf(await states.ChangeAsync(user, state, time.UtcMilliseconds(), cancellationToken));
        return (user.Id, true);
    }

    /// <summary>Deletes an account, also one that is marked deleted already.</summary>
    /// <param name="hard">Removes everything; else the account is marked deleted.</param>
    /// <exception cref="OperatorRefusalException">There is no such account, or it could not be stored.</exception>
    public async ValueTask<UserId> DeleteAsync(string who, bool hard, CancellationToken cancellationToken)
    {
        var user = hard ? await finder.FindAsync(who, cancellationToken) : await finder.FindLiveAsync(who, cancellationToken);
        OperatorRefusals.ThrowIf(await removal.RemoveAsync(user.Id, hard, acting: default, time.UtcMilliseconds(), cancellationToken));
        return user.Id;
    }
}
