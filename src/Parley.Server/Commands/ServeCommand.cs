using System.CommandLine;
using Parley.Server.Commands.Help;
using Parley.Server.Hosting;
using Parley.Server.Settings;

namespace Parley.Server.Commands;

/// <summary><c>parley serve</c>: runs the server until it is told to stop.</summary>
internal sealed class ServeCommand
{
    private readonly FolderOptions _folder;
    private readonly Option<string?> _listen = new("--listen") { Description = "Address (127.0.0.1:6060).", HelpName = "HOST:PORT" };
    private readonly Option<string?> _grpcListen = new("--grpc-listen") { Description = "Address for gRPC, - for none (127.0.0.1:16060).", HelpName = "HOST:PORT" };
    private readonly Option<string?> _static = new("--static") { Description = "Folder of another web client, - for none.", HelpName = "DIR" };
    private readonly Option<bool> _sampleData = new("--sample-data") { Description = "Fill a new database with people, groups and messages." };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Log more." };

    private ServeCommand(Command command)
    {
        command.Add(_listen);
        command.Add(_grpcListen);
        _folder = new FolderOptions(command);
        command.Add(_static);
        command.Add(_sampleData);
        command.Add(_verbose);
        command.SetAction(RunAsync);
    }

    public static Command Create()
    {
        var command = new ExplainedCommand(
            "serve",
            "Run the server (also without a command).",
            "parley serve --sample-data",
            "parley serve --listen :6060 --data /var/lib/parley",
            "parley serve --tinode-config tinode.conf");
        AddTo(command);
        return command;
    }

    /// <summary>Makes a command run the server.</summary>
    public static void AddTo(Command command) => _ = new ServeCommand(command);

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var settings = _folder.Read(
            result,
            out var notes,
            ("Listen", result.GetValue(_listen)),
            ("Grpc:Listen", result.GetValue(_grpcListen)),
            ("Static", result.GetValue(_static)));
        var start = new StartOptions
        {
            WithSampleData = result.GetValue(_sampleData),
            IsVerbose = result.GetValue(_verbose),
            Notes = notes,
        };
        await using var server = await ParleyServer.StartAsync(settings, start, cancellationToken);
        Greeting.Print(server);
        await server.UntilStoppedAsync();
        return ExitCode.Done;
    }
}
