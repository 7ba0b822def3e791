using System.CommandLine;
using Parley.Server.Commands.Help;

namespace Parley.Server.Commands.Users;

/// <summary><c>parley user</c>: accounts in the hands of the operator, whether the server runs or not.</summary>
internal static class UserCommand
{
    public static Command Create() => new ExplainedCommand(
        "user",
        "Manage accounts, also while the server runs.",
        "parley user add alice --name \"Alice A.\"",
        "parley user list",
        "parley user show alice")
    {
        UserAddCommand.Create(),
        UserListCommand.Create(),
        UserShowCommand.Create(),
        UserPasswordCommand.Create(),
        UserLevelCommand.Create(),
        UserSuspendCommand.CreateSuspend(),
        UserSuspendCommand.CreateResume(),
        UserDeleteCommand.Create(),
    };
}
