using Parley.Accounts.Operator;

namespace Parley.Server.Admin.Orders;

/// <summary>A new password. True.</summary>
internal sealed record SetPassword(string Who, string Password) : Order<bool>
{
    public override async ValueTask<bool> RunAsync(IServiceProvider rules, CancellationToken cancellationToken)
    {
        await rules.GetRequiredService<OperatorLogins>().SetPasswordAsync(Who, Password, cancellationToken);
        return true;
    }
}
