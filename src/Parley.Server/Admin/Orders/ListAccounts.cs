using Parley.Accounts.Operator;

namespace Parley.Server.Admin.Orders;

/// <summary>Accounts, oldest first.</summary>
internal sealed record ListAccounts(AccountFilter Filter) : ListOrder<OperatorAccount>
{
    public override IAsyncEnumerable<OperatorAccount> RunAsync(IServiceProvider rules, CancellationToken cancellationToken) =>
        rules.GetRequiredService<AccountDirectory>().ListAsync(Filter, cancellationToken);
}
