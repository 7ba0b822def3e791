using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Parley.Load.Measuring;
using Parley.Load.Scenarios;
using Parley.Load.Seeding;
using Parley.Load.Sessions;

namespace Parley.Load;

/// <summary>Drives a running server over its real wire and reports what it managed. Exit codes: 0 clean, 1 not, 2 misuse.</summary>
internal static class Program
{
    public static IReadOnlyList<IScenario> Scenarios { get; } =
    [
        new P2PScenario(), new FanoutScenario(), new IdleScenario(), new HistoryScenario(), new FilesScenario(), new AccountsScenario(),
        new StormScenario(), new BadLoginsScenario(),
    ];

    /// <summary>Prepares a database instead of driving a server.</summary>
    public const string Seed = "seed";

    public static async Task<int> Main(string[] arguments)
    {
        // Handle packets on the threads that poll the sockets: half the client's cost is the way to another thread.
        // It must be set before the first socket exists.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        if (arguments.Length == 0 || arguments.Contains("--help") || arguments.Contains("-h"))
        {
            Console.WriteLine(CommandLine.Usage);
            return arguments.Length == 0 ? 2 : 0;
        }

        LoadOptions options;
        IScenario? scenario = null;
        try
        {
            options = CommandLine.Parse(arguments);
            if (options.Scenario != Seed)
            {
                scenario = Scenarios.FirstOrDefault(entry => entry.Name == options.Scenario)
                    ?? throw new LoadException($"unknown scenario '{options.Scenario}'; --help lists them all");
            }
        }
        catch (LoadException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }

        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return scenario is null ? await SeedAsync(options, stop.Token) : await RunAsync(options, scenario, stop.Token);
    }

    private static async Task<int> SeedAsync(LoadOptions options, CancellationToken token)
    {
        try
        {
            await Neighbourhood.SeedAsync(options, token);
            return 0;
        }
        catch (Exception exception) when (exception is LoadException or IOException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    private static async Task<int> RunAsync(LoadOptions options, IScenario scenario, CancellationToken token)
    {
        var errors = new ErrorTally();
        var report = new RunReport { Scenario = scenario.Name };
        try
        {
            var meter = new ProcessMeter(options.ServerPid, options.DatabasePid);
            meter.Read();
            var link = new ServerLink(options, errors, scenario.ReceiveBytes);
            var facts = await link.ReadFactsAsync(token);
            report.Server = $"{options.Server}, version {facts.Version}, build {facts.Build}, "
                + $"{facts.SubscribersMax?.ToString(CultureInfo.InvariantCulture) ?? "?"} subscribers in a topic at most";
            using var context = new RunContext(options, link, facts, meter, errors, report);
            await scenario.RunAsync(context, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            errors.Add("interrupted");
        }
        catch (Exception exception) when (exception is LoadException or IOException or TimeoutException or SocketException)
        {
            errors.Add(exception.Message);
        }

        Console.WriteLine(options.Json ? report.ToJson(errors) : report.ToTable(errors));
        return errors.IsClean ? 0 : 1;
    }
}
