using System.CommandLine;
using Parley.Server.Admin.Orders;

namespace Parley.Server.Commands.Users;

/// <summary><c>parley user show</c>.</summary>
internal static class UserShowCommand
{
    public static Command Create()
    {
        var command = new OperatorCommand(
            "show",
            "Show all about an account: state, level, credentials, topics.",
            "parley user show alice",
            "parley user show usrAbCdEfGhIjk --json");
        var who = WhoArgument.AddTo(command);
        return command.Does(async (result, desk, answer, cancellationToken) =>
            answer.Write(await desk.DoAsync(new ShowAccount(result.GetRequiredValue(who)), cancellationToken), AccountView.Show));
    }
}
