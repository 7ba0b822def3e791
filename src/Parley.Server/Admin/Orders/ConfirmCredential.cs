using Parley.Accounts.Operator;

namespace Parley.Server.Admin.Orders;

/// <summary>Confirms a credential on the operator's word.</summary>
/// <param name="Value">Null for the one that was added last.</param>
internal sealed record ConfirmCredential(string Who, string Method, string? Value) : Order<OperatorCredential>
{
    public override ValueTask<OperatorCredential> RunAsync(IServiceProvider rules, CancellationToken cancellationToken) =>
        rules.GetRequiredService<OperatorCredentials>().ConfirmAsync(Who, Method, Value, cancellationToken);
}
