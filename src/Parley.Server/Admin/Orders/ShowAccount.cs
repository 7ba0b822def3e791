using Parley.Accounts.Operator;

namespace Parley.Server.Admin.Orders;

/// <summary>All about an account.</summary>
internal sealed record ShowAccount(string Who) : Order<OperatorAccountDetails>
{
    public override ValueTask<OperatorAccountDetails> RunAsync(IServiceProvider rules, CancellationToken cancellationToken) =>
        rules.GetRequiredService<AccountDirectory>().ShowAsync(Who, cancellationToken);
}
