using System.CommandLine;
using Parley.Accounts.Operator;
using Parley.Server.Admin.Orders;
using Parley.Server.Commands.Output;

namespace Parley.Server.Commands.Users;

/// <summary><c>parley user list</c>.</summary>
internal static class UserListCommand
{
    public static Command Create()
    {
        var command = new OperatorCommand(
            "list",
            "Show accounts, oldest first.",
            "parley user list",
            "parley user list example.com --state suspended",
            "parley user list --limit 0 --json");
        var options = new ListOptions(command);
        return command.Does((result, desk, answer, cancellationToken) =>
        {
            var filter = new AccountFilter(options.Text(result), options.State(result), options.After(result), options.LimitAsked(result));
            return answer.WriteListAsync(
                desk.ListAsync(new ListAccounts(filter), cancellationToken), new AccountListView(), options.Limit(result), cancellationToken);
        });
    }
}
