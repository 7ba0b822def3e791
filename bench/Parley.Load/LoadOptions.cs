using System.Net;
using Parley.Load.Wire;

namespace Parley.Load;

/// <summary>What to run against which server. Filled by <see cref="CommandLine"/>.</summary>
internal sealed class LoadOptions
{
    public string Scenario { get; set; } = "";

    public IPEndPoint Server { get; set; } = new(IPAddress.Loopback, 6060);

    public WireKind Wire { get; set; }

    public string ApiKey { get; set; } = "";

    public int? ServerPid { get; set; }

    public int? DatabasePid { get; set; }

    public double Seconds { get; set; } = 10;

    public double WarmupSeconds { get; set; } = 3;

    public double SettleSeconds { get; set; } = 15;

    /// <summary>Unanswered requests a client keeps under way.</summary>
    public int Window { get; set; } = 1;

    public int Pairs { get; set; } = 100;

    public int? Sessions { get; set; }

    /// <summary>Publishers in each group.</summary>
    public int Publishers { get; set; } = 4;

    public int Groups { get; set; } = 1;

    /// <summary>Attached sessions in each group.</summary>
    public int? Members { get; set; }

    /// <summary>Length of a message's text, in bytes.</summary>
    public int SizeBytes { get; set; } = 200;

    /// <summary>Messages a {get data} asks for.</summary>
    public int Limit { get; set; } = 24;

    /// <summary>An existing group to join instead of making one.</summary>
    public string? Topic { get; set; }

    /// <summary>Wait between attaching and the first message, for other processes to join.</summary>
    public double HoldSeconds { get; set; }

    public bool AttachMe { get; set; }

    /// <summary>Members of groups ask to see each other come and go.</summary>
    public bool WithPresence { get; set; }

    /// <summary>Sessions brought up at a time.</summary>
    public int Parallel { get; set; } = 1000;

    public int AccountParallel { get; set; } = 16;

    public string? AccountsFile { get; set; }

    public int SessionsPerAccount { get; set; } = 1;

    /// <summary>seed: the data folder of the server, which must not run.</summary>
    public string? Data { get; set; }

    /// <summary>One-to-one topics of each seeded user.</summary>
    public int Contacts { get; set; } = 50;

    /// <summary>Confirmation code the server under test accepts.</summary>
    public string Code { get; set; } = "123456";

    /// <summary>Loopback addresses to connect from.</summary>
    public int Sources { get; set; } = 1;

    /// <summary>Longest wait for one reply, and for the rest of the deliveries at the end.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    public bool Json { get; set; }
}
