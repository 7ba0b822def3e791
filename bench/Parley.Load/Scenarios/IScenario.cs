namespace Parley.Load.Scenarios;

/// <summary>One kind of work to put on the server.</summary>
internal interface IScenario
{
    string Name { get; }

    /// <summary>One line for the help text.</summary>
    string Summary { get; }

    /// <summary>Receive buffer of each session, in bytes.</summary>
    int ReceiveBytes { get; }

    /// <summary>Sets up, measures and fills the report. Stops early, with what it has, when cancelled.</summary>
    Task RunAsync(RunContext context, CancellationToken token);
}
