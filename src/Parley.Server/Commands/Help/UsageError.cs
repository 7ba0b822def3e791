using System.CommandLine;
using System.CommandLine.Parsing;

namespace Parley.Server.Commands.Help;

/// <summary>What is said of a command line that cannot be understood.</summary>
internal static class UsageError
{
    public static int Tell(ParseResult result)
    {
        foreach (var error in result.Errors)
            Terminal.Note(error.Message);
        Terminal.Note($"`{NameOf(result.CommandResult)} --help` shows how it is used.");
        return ExitCode.Usage;
    }

    private static string NameOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{NameOf(parent)} {command.Command.Name}" : "parley";
}
