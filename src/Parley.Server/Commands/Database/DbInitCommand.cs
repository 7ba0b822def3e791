using System.CommandLine;
using Parley.Server.Admin;
using Parley.Server.Commands.Help;
using Parley.Server.Commands.Output;
using Parley.Server.Data;

namespace Parley.Server.Commands.Database;

/// <summary><c>parley db init</c>.</summary>
internal static class DbInitCommand
{
    public static Command Create()
    {
        var command = new ExplainedCommand(
            "init",
            "Make data folder, keys and database, if they do not exist. `parley serve` does so too.",
            "parley db init --data /var/lib/parley");
        var answer = new AnswerOption(command);
        var folder = new FolderOptions(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var settings = folder.Read(result);
            var data = DataFolder.Open(settings.Data);
            await using (var running = await RemoteDesk.ConnectAsync(data, cancellationToken))
            {
                // A server that runs has done it when it started.
                if (running is null)
                    await (await ServerStore.OpenAsync(settings, data, isVerbose: false, cancellationToken)).DisposeAsync();
            }

            answer.Of(result).Write(
                new { data = data.Path, isNew = data.IsNew },
                made => Terminal.Line(made.isNew ? $"Made {made.data}." : $"{made.data} is ready."));
            return ExitCode.Done;
        });
        return command;
    }
}
