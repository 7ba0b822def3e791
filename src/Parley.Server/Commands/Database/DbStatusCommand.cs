using System.CommandLine;
using Parley.Server.Admin;
using Parley.Server.Admin.Orders;
using Parley.Server.Commands.Help;
using Parley.Server.Commands.Output;
using Parley.Server.Data;

namespace Parley.Server.Commands.Database;

/// <summary><c>parley db status</c>.</summary>
internal static class DbStatusCommand
{
    public static Command Create()
    {
        var command = new ExplainedCommand(
            "status",
            "Tell what is in the data folder, whether its database is up to date, and whether a server runs on it. Changes nothing.",
            "parley db status",
            "parley db status --json");
        var answer = new AnswerOption(command);
        var folder = new FolderOptions(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var settings = folder.Read(result);
            var data = DataFolder.OpenExisting(settings.Data);
            var schema = StorageEngine.SchemaOf(data);
            var size = File.Exists(data.Database) ? new FileInfo(data.Database).Length : 0;
            var status = new DatabaseStatus(data.Path, size, schema.Version, schema.Latest, false, null);
            // Opening an old database would change it.
            if (schema.IsCurrent)
            {
                await using var desk = await Desks.OpenAsync(settings, mayMakeFolder: false, cancellationToken);
                status = status with { IsServerRunning = desk.IsServerRunning, Counts = await desk.DoAsync(new CountEverything(), cancellationToken) };
            }

            answer.Of(result).Write(status, DatabaseStatusView.Show);
            return ExitCode.Done;
        });
        return command;
    }
}
