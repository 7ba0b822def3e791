using System.CommandLine;
using System.CommandLine.Invocation;
using Parley.Server.Commands.Completion;
using Parley.Server.Commands.Configuration;
using Parley.Server.Commands.Credentials;
using Parley.Server.Commands.Database;
using Parley.Server.Commands.Help;
using Parley.Server.Commands.Keys;
using Parley.Server.Commands.Tokens;
using Parley.Server.Commands.Topics;
using Parley.Server.Commands.Users;

namespace Parley.Server.Commands;

/// <summary>The <c>parley</c> command: its subcommands, and how every failure ends.</summary>
internal static class ParleyCommand
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // The running server listens to signals by itself, the other commands are short.
            ProcessTerminationTimeout = null,
        };
        try
        {
            var result = Create().Parse(arguments);
            return result.Action is ParseErrorAction ? UsageError.Tell(result) : await result.InvokeAsync(configuration);
        }
        catch (CommandFailedException failure)
        {
            Terminal.Note(failure.Message);
            return ExitCode.Failed;
        }
        catch (Exception bug)
        {
            Terminal.Note($"something went wrong that should not: please report it.{Environment.NewLine}{bug}");
            return ExitCode.Crashed;
        }
    }

    /// <summary>All commands.</summary>
    internal static RootCommand Create()
    {
        // Plain `parley` serves.
        var root = new RootCommand("Parley, an instant-messaging server that speaks the Tinode protocol.")
        {
            ServeCommand.Create(),
            UserCommand.Create(),
            TopicCommand.Create(),
            CredCommand.Create(),
            KeygenCommand.Create(),
            TokenCommand.Create(),
            DbCommand.Create(),
            ConfigCommand.Create(),
            CompletionCommand.Create(),
        };
        ServeCommand.AddTo(root);
        HelpWithExamples.AddTo(root);
        return root;
    }
}
