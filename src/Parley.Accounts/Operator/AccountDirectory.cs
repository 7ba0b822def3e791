using System.Runtime.CompilerServices;
using Parley.Accounts.Authenticators;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Records;

namespace Parley.Accounts.Operator;

/// <summary>What the operator may look up about accounts.</summary>
public sealed class AccountDirectory(IParleyStore store, BasicAuthenticator basic, AccountFinder finder)
{
    /// <summary>Accounts, oldest first.</summary>
    /// <exception cref="OperatorRefusalException">The account to begin after does not exist.</exception>
    public async IAsyncEnumerable<OperatorAccount> ListAsync(AccountFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = filter.After is null ? default : (await finder.FindAsync(filter.After, cancellationToken)).Id;
        var count = 0;
        await foreach (var user in store.Inventory.UsersAsync(after, filter.State, cancellationToken))
        {
            var account = await AccountAsync(user, cancellationToken);
            if (!Matches(account, user.Tags, filter.Text))
                continue;
            yield return account;
            if (++count == filter.Limit)
                yield break;
        }
    }

    /// <exception cref="OperatorRefusalException">There is no such account.</exception>
    public async ValueTask<OperatorAccountDetails> ShowAsync(string who, CancellationToken cancellationToken)
    {
        var user = await finder.FindAsync(who, cancellationToken);
        var credentials = await store.Credentials.OfUserAsync(user.Id, cancellationToken);
        var devices = await store.Devices.OfUsersAsync([user.Id], cancellationToken);
        var subscriptions = await store.Subscriptions.OfUserAsync(user.Id, cancellationToken);
        return new OperatorAccountDetails(
            await AccountAsync(user, cancellationToken),
            user.Tags,
            [.. credentials.Select(c => new OperatorCredential(c.Method, c.Value, c.IsDone, c.Retries))],
            devices.Count,
            [.. subscriptions.Where(s => !IsPersonal(s.Key.Topic)).Select(s => new OperatorSubscription(s.Key.Topic, s.Mode, s.Key.IsReader))]);
    }

    private async ValueTask<OperatorAccount> AccountAsync(StoredUser user, CancellationToken cancellationToken)
    {
        var record = await store.Auth.FindAsync(user.Id, basic.Name, cancellationToken);
        return new OperatorAccount(
            user.Id, record?.Login, record?.Level ?? AuthLevel.Anonymous, user.State, ShownName.In(user.Public), user.Created, user.LastSeen);
    }

    // me and fnd: every account has them.
    private static bool IsPersonal(TopicName topic) => topic.IsMe || topic.IsFind;

    private static bool Matches(OperatorAccount account, IReadOnlyList<string> tags, string? text) =>
        string.IsNullOrEmpty(text)
        || new[] { account.User.ToString(), account.Login, account.Name }.Concat(tags)
            .Any(part => part?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);
}
