using Parley.Accounts.Operator;

namespace Parley.Server.Admin.Orders;

/// <summary>Suspends or resumes an account. False if it was so already.</summary>
internal sealed record SetSuspended(string Who, bool IsSuspended) : Order<bool>
{
    public override async ValueTask<bool> RunAsync(IServiceProvider rules, CancellationToken cancellationToken)
    {
        var (_, isChanged) = await rules.GetRequiredService<OperatorStates>().SetSuspendedAsync(Who, IsSuspended, cancellationToken);
        return isChanged;
    }
}
