using Parley.Accounts.Operator;
using Parley.Protocol.Access;

namespace Parley.Server.Admin.Orders;

/// <summary>A new level. True.</summary>
internal sealed record SetLevel(string Who, AuthLevel Level) : Order<bool>
{
    public override async ValueTask<bool> RunAsync(IServiceProvider rules, CancellationToken cancellationToken)
    {
        await rules.GetRequiredService<OperatorLogins>().SetLevelAsync(Who, Level, cancellationToken);
        return true;
    }
}
