namespace Parley.Notifications.Outbox;

/// <summary>Bounds of the messages that wait to be sent.</summary>
public sealed record OutboxOptions
{
    /// <summary>Messages that wait; one more is dropped, and the log says so.</summary>
    public int QueueMessagesMax { get; init; } = 1000;

    /// <summary>Messages on their way at a time.</summary>
    public int SendersMax { get; init; } = 2;

    /// <summary>Messages to one receiver within an hour: who can make the server write must not be able to flood others.</summary>
    public int MessagesPerReceiverPerHourMax { get; init; } = 10;

    /// <summary>Messages on behalf of one user within an hour, to whomever: addresses that are not the user's can be made up.</summary>
    public int MessagesPerUserPerHourMax { get; init; } = 30;

    /// <summary>Receivers, and users, whose messages are counted; beyond, the count starts anew for all.</summary>
    public int CountedMax { get; init; } = 10_000;

    public int TriesMax { get; init; } = 3;

    /// <summary>From a failure to the next try; twice as long after each.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After this a try has failed.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
