using System.CommandLine;
using System.Globalization;
using Parley.Server.Admin;
using Parley.Server.Data;

namespace Parley.Server.Commands;

/// <summary><c>parley db</c>: makes the data folder, and tells what is in it.</summary>
internal static class DbCommand
{
    public static Command Create() => new("db", "Make the data folder, or tell what is in it.") { CreateInit(), CreateStatus() };

    private static Command CreateInit()
    {
        var command = new Command("init", "Make data folder, keys and database, if they do not exist.");
        var folder = new FolderOptions(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var settings = folder.Read(result);
            await using var store = await ServerStore.OpenAsync(settings, DataFolder.Open(settings.Data), isVerbose: false, cancellationToken);
            Terminal.Line(store.Folder.IsNew ? $"Made {store.Folder.Path}." : $"{store.Folder.Path} is ready.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateStatus()
    {
        var command = new Command("status", "Tell what is in the data folder, and whether a server runs on it.");
        var folder = new FolderOptions(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var settings = folder.Read(result);
            var data = DataFolder.OpenExisting(settings.Data);
            await using var desk = await AccountDesks.OpenAsync(settings, cancellationToken);
            var accounts = await desk.ListAsync(cancellationToken);
            Terminal.Fact("Data", data.Path);
            Terminal.Fact("Database", Size(data.Database));
            Terminal.Fact("Accounts", accounts.Count.ToString(CultureInfo.InvariantCulture));
            Terminal.Fact("Server", desk is RemoteDesk ? "running" : "not running");
            return ExitCode.Done;
        });
        return command;
    }

    private static string Size(string file) => File.Exists(file)
        ? string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(file).Length / 1024.0:N0} KiB")
        : "none";
}
