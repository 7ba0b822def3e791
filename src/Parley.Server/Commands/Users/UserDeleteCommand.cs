using System.CommandLine;
using Parley.Server.Admin.Orders;
using Parley.Server.Commands.Output;

namespace Parley.Server.Commands.Users;

/// <summary><c>parley user delete</c>.</summary>
internal static class UserDeleteCommand
{
    public static Command Create()
    {
        var command = new OperatorCommand(
            "delete",
            "Delete an account with the groups it owns: its sessions end, contacts and members are told.",
            "parley user delete mallory",
            "parley user delete mallory --hard --yes");
        var who = WhoArgument.AddTo(command);
        var hard = new Option<bool>("--hard") { Description = "Remove everything for good; else it is marked deleted." };
        command.Add(hard);
        var confirmation = new Confirmation(command);
        return command.Does(async (result, desk, answer, cancellationToken) =>
        {
            var login = result.GetRequiredValue(who);
            var isHard = result.GetValue(hard);
            confirmation.Ask(result, isHard ? $"Remove {login} and all it has for good?" : $"Delete {login} and the groups it owns?");
            var user = await Terminal.WaitAsync("Deleting", () => desk.DoAsync(new DeleteAccount(login, isHard), cancellationToken));
            answer.Write(new { user, hard = isHard }, _ => Terminal.Line($"{login} is deleted."));
        });
    }
}
