using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Parley.Load.Wire;

namespace Parley.Load;

/// <summary>Reads the arguments; one table gives names, help and effect.</summary>
internal static class CommandLine
{
    private static readonly (string Name, string Value, string Help, Action<LoadOptions, string> Apply)[] Options =
    [
        ("--server", "HOST:PORT", "server to drive (127.0.0.1:6060)", (o, v) => o.Server = EndPoint(v)),
        ("--transport", "ws|grpc", "how to speak with it (ws); its address for gRPC differs", (o, v) => o.Wire = Wire(v)),
        ("--apikey", "KEY", "API key; default: environment variable PARLEY_APIKEY", (o, v) => o.ApiKey = v),
        ("--pid", "PID", "server process, for CPU and memory", (o, v) => o.ServerPid = Whole(v, 1)),
        ("--db-pid", "PID", "database process; its children are counted too", (o, v) => o.DatabasePid = Whole(v, 1)),
        ("--seconds", "S", "measured time (10); idle: time to watch the idle server", (o, v) => o.Seconds = Real(v, 0.1)),
        ("--warmup", "S", "time before it (3)", (o, v) => o.WarmupSeconds = Real(v, 0)),
        ("--settle", "S", "idle: rest before memory is read (15)", (o, v) => o.SettleSeconds = Real(v, 0)),
        ("--window", "W", "requests each client keeps under way (1)", (o, v) => o.Window = Whole(v, 1)),
        ("--pairs", "N", "p2p: pairs (100)", (o, v) => o.Pairs = Whole(v, 1)),
        ("--sessions", "N", "fanout, idle: sessions (1000); history: clients (50); files: clients (20); accounts (100)",
            (o, v) => o.Sessions = Whole(v, 1)),
        ("--publishers", "P", "fanout: publishers in each group (4); 0 = only listen, see --topic", (o, v) => o.Publishers = Whole(v, 0)),
        ("--groups", "G", "fanout, history: groups (1)", (o, v) => o.Groups = Whole(v, 1)),
        ("--members", "M", "fanout: attached sessions in each group (sessions / groups)", (o, v) => o.Members = Whole(v, 1)),
        ("--topic", "GRP", "fanout: join this group, made by another run, instead of making one", (o, v) => o.Topic = v),
        ("--hold", "S", "fanout: wait before the first message, for other processes to join (0)", (o, v) => o.HoldSeconds = Real(v, 0)),
        ("--size", "BYTES", "length of a message's text, or of a file (200)", (o, v) => o.SizeBytes = Whole(v, 0)),
        ("--limit", "N", "history: messages per query (24)", (o, v) => o.Limit = Whole(v, 1)),
        ("--me", "", "attach every session to me as well", (o, _) => o.AttachMe = true),
        ("--presence", "", "members of groups ask to see each other come and go", (o, _) => o.WithPresence = true),
        ("--parallel", "N", "sessions brought up at a time (1000)", (o, v) => o.Parallel = Whole(v, 1)),
        ("--accounts-file", "FILE", "keep accounts between runs", (o, v) => o.AccountsFile = v),
        ("--account-parallel", "N", "accounts made at a time (16)", (o, v) => o.AccountParallel = Whole(v, 1)),
        ("--per-account", "N", "sessions which share an account (1)", (o, v) => o.SessionsPerAccount = Whole(v, 1)),
        ("--data", "DIR", "seed: data folder of the server, which must not run", (o, v) => o.Data = v),
        ("--contacts", "N", "seed, storm: contacts of each user (50)", (o, v) => o.Contacts = Whole(v, 2)),
        ("--code", "CODE", "code that confirms an e-mail address (123456)", (o, v) => o.Code = v),
        ("--sources", "K", "loopback addresses to connect from; one serves some 28,000 sessions (1)", (o, v) => o.Sources = Whole(v, 1)),
        ("--timeout", "S", "longest wait for one reply (30)", (o, v) => o.Timeout = TimeSpan.FromSeconds(Real(v, 0.1))),
        ("--json", "", "print JSON instead of a table", (o, _) => o.Json = true),
    ];

    public static string Usage
    {
        get
        {
            var text = new StringBuilder("parley-load SCENARIO [options]\n\nScenarios:\n");
            foreach (var scenario in Program.Scenarios) AppendLine(text, scenario.Name, scenario.Summary);
            AppendLine(text, Program.Seed, "write users who know each other into the database of a server that does not run");
            text.Append("\nOptions (defaults in brackets):\n");
            foreach (var (name, value, help, _) in Options) AppendLine(text, $"{name} {value}", help);
            return text.ToString();
        }
    }

    /// <exception cref="LoadException">An argument is unknown, lacks its value or cannot be read.</exception>
    public static LoadOptions Parse(string[] arguments)
    {
        var options = new LoadOptions { ApiKey = Environment.GetEnvironmentVariable("PARLEY_APIKEY") ?? "" };
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (i == 0 && !argument.StartsWith('-'))
            {
                options.Scenario = argument;
                continue;
            }

            var (name, value, _, apply) = Array.Find(Options, option => option.Name == argument);
            if (name is null) throw new LoadException($"unknown argument {argument}; --help lists them all");
            if (value.Length > 0 && i + 1 == arguments.Length) throw new LoadException($"{name} needs a value");
            try
            {
                apply(options, value.Length > 0 ? arguments[++i] : "");
            }
            catch (FormatException exception)
            {
                throw new LoadException($"{name}: {exception.Message}");
            }
        }

        var needsKey = options.Wire == WireKind.WebSocket && options.Scenario != Program.Seed;
        if (options.ApiKey.Length == 0 && needsKey) throw new LoadException("no API key; give --apikey or set PARLEY_APIKEY");
        return options;
    }

    private static void AppendLine(StringBuilder text, string name, string help) =>
        text.Append(CultureInfo.InvariantCulture, $"  {name,-24} {help}\n");

    private static int Whole(string text, int min) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min
            ? value
            : throw new FormatException($"'{text}' is no whole number from {min}");

    private static double Real(string text, double min) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= min
            ? value
            : throw new FormatException($"'{text}' is no number from {min}");

    private static WireKind Wire(string text) => text switch
    {
        "ws" => WireKind.WebSocket,
        "grpc" => WireKind.Grpc,
        _ => throw new FormatException($"'{text}' is neither ws nor grpc"),
    };

    private static IPEndPoint EndPoint(string text)
    {
        if (IPEndPoint.TryParse(text, out var address) && address.Port > 0) return address;
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), out var port))
            throw new FormatException($"'{text}' is not HOST:PORT");
        IPAddress[] found;
        try
        {
            found = Dns.GetHostAddresses(text[..colon]);
        }
        catch (SocketException exception)
        {
            throw new FormatException(exception.Message);
        }

        var chosen = Array.Find(found, entry => entry.AddressFamily == AddressFamily.InterNetwork) ?? found[0];
        return new IPEndPoint(chosen, port);
    }
}
