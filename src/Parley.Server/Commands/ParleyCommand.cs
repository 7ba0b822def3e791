using System.CommandLine;

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
            return await Create().Parse(arguments).InvokeAsync(configuration);
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

    private static RootCommand Create()
    {
        // Plain `parley` serves.
        var root = new RootCommand("Parley, an instant-messaging server that speaks the Tinode protocol.")
        {
            ServeCommand.Create(),
            UserCommand.Create(),
            KeygenCommand.Create(),
            DbCommand.Create(),
        };
        ServeCommand.AddTo(root);
        return root;
    }
}
