using Parley.Accounts.Operator;
using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Server.Admin.Orders;

/// <summary>Makes an account.</summary>
/// <param name="Name">As others see it; null for none.</param>
/// <param name="Email">Taken as confirmed; null for none.</param>
internal sealed record AddAccount(string Login, string Password, AuthLevel Level, string? Name, string? Email) : Order<UserId>
{
    public override ValueTask<UserId> RunAsync(IServiceProvider rules, CancellationToken cancellationToken) =>
        rules.GetRequiredService<OperatorAccounts>().AddAsync(Login, Password, Level, Name, Email, cancellationToken);
}
