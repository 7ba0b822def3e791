namespace Parley.FrontEnd.Sessions;

/// <summary>What became of a packet given to an outbox.</summary>
public enum OutboxResult
{
    /// <summary>It waits, and a drain that will take it is on its way.</summary>
    Queued = 0,

    /// <summary>It waits, and the caller must start a drain.</summary>
    QueuedFirst,

    /// <summary>It does not fit: the session reads too slowly and must end.</summary>
    Full,

    /// <summary>The session has ended.</summary>
    Closed,
}
