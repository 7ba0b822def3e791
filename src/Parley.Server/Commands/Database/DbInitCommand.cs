using System.CommandLine;
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
            await using var store = await ServerStore.OpenAsync(settings, DataFolder.Open(settings.Data), isVerbose: false, cancellationToken);
            answer.Of(result).Write(
                new { data = store.Folder.Path, isNew = store.Folder.IsNew },
                made => Terminal.Line(made.isNew ? $"Made {made.data}." : $"{made.data} is ready."));
            return ExitCode.Done;
        });
        return command;
    }
}
