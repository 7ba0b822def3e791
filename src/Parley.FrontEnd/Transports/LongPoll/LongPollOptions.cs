namespace Parley.FrontEnd.Transports.LongPoll;

/// <summary>Bounds and times of long polling (part A 2.7, 6.2).</summary>
public sealed record LongPollOptions
{
    /// <summary>A poll that nothing has come for by then is answered empty.</summary>
    public TimeSpan PollTimeMax { get; init; } = TimeSpan.FromSeconds(49.5);

    /// <summary>A session that has made no request for so long is over.</summary>
    public TimeSpan IdleTimeMax { get; init; } = TimeSpan.FromSeconds(70);

    /// <summary>For how long a session that the server has ended may be polled for its last packets.</summary>
    public TimeSpan LingerTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Polls of one session that may wait; one more answers the oldest empty.</summary>
    public int PollsMax { get; init; } = 4;

    /// <summary>Packets of one session that may wait for the one before to be taken; one more is refused with 503.</summary>
    public int PostsMax { get; init; } = 16;
}
