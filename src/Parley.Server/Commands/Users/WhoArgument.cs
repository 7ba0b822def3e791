using System.CommandLine;

namespace Parley.Server.Commands.Users;

/// <summary>The argument by which commands are told which account is meant.</summary>
internal static class WhoArgument
{
    public static Argument<string> AddTo(Command command)
    {
        var who = new Argument<string>("USER") { Description = "Login, or id as usr…" };
        command.Add(who);
        return who;
    }
}
