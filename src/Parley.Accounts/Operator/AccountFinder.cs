using Parley.Accounts.Authenticators;
using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Records;

namespace Parley.Accounts.Operator;

/// <summary>Finds the account that an operator means.</summary>
public sealed class AccountFinder(IParleyStore store, BasicAuthenticator basic)
{
    /// <summary>The account with this id ("usr…") or login, in any state.</summary>
    /// <exception cref="OperatorRefusalException">There is none.</exception>
    public async ValueTask<StoredUser> FindAsync(string who, CancellationToken cancellationToken)
    {
        var id = await store.Auth.FindAsync(basic.Name, who.ToLowerInvariant(), cancellationToken) is { } record
            ? record.User
            : UserId.TryParse(who, out var given) ? given : default;
        return await store.Users.FindAsync(id, cancellationToken)
            ?? throw new OperatorRefusalException($"There is no account \"{who}\"; `parley user list` shows those there are.");
    }

    /// <summary>The account if it is not deleted.</summary>
    /// <exception cref="OperatorRefusalException">There is none, or it is deleted.</exception>
    public async ValueTask<StoredUser> FindLiveAsync(string who, CancellationToken cancellationToken)
    {
        var user = await FindAsync(who, cancellationToken);
        return user.State != ObjectState.Deleted
            ? user
            : throw new OperatorRefusalException($"The account {who} is deleted; `parley user add` makes a new one.");
    }
}
