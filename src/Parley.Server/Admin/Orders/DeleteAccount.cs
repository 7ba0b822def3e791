using Parley.Accounts.Operator;
using Parley.Protocol.Names;

namespace Parley.Server.Admin.Orders;

/// <summary>Deletes an account.</summary>
/// <param name="Hard">Removes everything; else it is marked deleted.</param>
internal sealed record DeleteAccount(string Who, bool Hard) : Order<UserId>
{
    public override ValueTask<UserId> RunAsync(IServiceProvider rules, CancellationToken cancellationToken) =>
        rules.GetRequiredService<OperatorStates>().DeleteAsync(Who, Hard, cancellationToken);
}
