using System.CommandLine;
using Parley.Server.Admin;
using Parley.Server.Commands.Help;
using Parley.Server.Commands.Output;
using Parley.Server.Data;

namespace Parley.Server.Commands.Database;

/// <summary><c>parley db migrate</c>.</summary>
internal static class DbMigrateCommand
{
    public static Command Create()
    {
        var command = new ExplainedCommand(
            "migrate",
            "Bring the database up to date with this version. `parley serve` does so too; this shows how far it is.",
            "parley db migrate --data /var/lib/parley");
        var answer = new AnswerOption(command);
        var folder = new FolderOptions(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var settings = folder.Read(result);
            var data = DataFolder.OpenExisting(settings.Data);
            await using (var running = await RemoteDesk.ConnectAsync(data, cancellationToken))
            {
                // A server that runs has done it when it started.
                if (running is null)
                    await MigrateAsync(settings, data, StorageEngine.SchemaOf(data), cancellationToken);
            }

            answer.Of(result).Write(StorageEngine.SchemaOf(data), SchemaView.Show);
            return ExitCode.Done;
        });
        return command;
    }

    private static Task MigrateAsync(
        Settings.ParleySettings settings, DataFolder data, SchemaStatus before, CancellationToken cancellationToken) =>
        Terminal.ProgressAsync("Migrating", before.Latest - before.Version, async step =>
        {
            await using var store = await ServerStore.OpenAsync(settings, data, isVerbose: false, _ => step(), cancellationToken);
        });
}
