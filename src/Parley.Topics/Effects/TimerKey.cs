namespace Parley.Topics.Effects;

/// <summary>The timers that a topic may have; each at most once.</summary>
public enum TimerKey
{
    /// <summary>No session is left: unload (part B 1.5).</summary>
    Idle,

    /// <summary>A change of user agent is told after a delay (part C, B1).</summary>
    UserAgent,

    /// <summary>A call was not answered.</summary>
    Call,

    /// <summary>Contacts that were taken for online have had time to say so (part C 7.3).</summary>
    Recheck,

    /// <summary>Who has come to a big topic, or has gone, is told together.</summary>
    Arrivals,

    /// <summary>Requests whose rows had moved on are decided once more, at once.</summary>
    Retry,
}
