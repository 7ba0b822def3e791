using System.Text;
using Parley.Accounts.Authenticators;
using Parley.Accounts.Options;
using Parley.Protocol.Access;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Accounts.Operator;

/// <summary>Passwords and levels in the hands of the operator.</summary>
public sealed class OperatorLogins(IParleyStore store, BasicAuthenticator basic, AccountFinder finder, AccountOptions options)
{
    /// <summary>Sets a password. Sessions and tokens of the user stay good.</summary>
    /// <exception cref="OperatorRefusalException">There is no such login, or the password is against the rules.</exception>
    public async ValueTask SetPasswordAsync(string who, string password, CancellationToken cancellationToken)
    {
        var record = await FindAsync(who, cancellationToken);
        var secret = Encoding.UTF8.GetBytes(":" + password);
        if (!(await basic.UpdateAsync(record.User, [], secret, address: null, cancellationToken)).TryGet(out var change, out var refusal))
            throw OperatorRefusals.OfPassword(refusal, options.Basic);
        OperatorRefusals.ThrowIf((await store.Commit.CommitAsync([.. change.Writes])).Refusal());
    }

    /// <summary>Sets the level of a login. Tokens issued before keep the old level until they expire.</summary>
    /// <exception cref="OperatorRefusalException">There is no such login, or no such level.</exception>
    public async ValueTask SetLevelAsync(string who, AuthLevel level, CancellationToken cancellationToken)
    {
        if (level is not (AuthLevel.Authenticated or AuthLevel.Root))
            throw new OperatorRefusalException("Accounts with a password have the level auth or root.");
        var record = await FindAsync(who, cancellationToken);
        OperatorRefusals.ThrowIf((await store.Commit.CommitAsync(new UpdateAuth(record.User, record.Scheme) { Level = level })).Refusal());
    }

    private async ValueTask<AuthRecord> FindAsync(string who, CancellationToken cancellationToken)
    {
        var user = await finder.FindLiveAsync(who, cancellationToken);
        return await store.Auth.FindAsync(user.Id, basic.Name, cancellationToken)
            ?? throw new OperatorRefusalException($"The account {who} has no password: it logs in by other means.");
    }
}
