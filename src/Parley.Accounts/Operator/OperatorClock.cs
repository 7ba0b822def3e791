namespace Parley.Accounts.Operator;

/// <summary>Times of what operators do.</summary>
internal static class OperatorClock
{
    /// <summary>Now, in UTC, as exactly as times are stored.</summary>
    public static DateTime UtcMilliseconds(this TimeProvider time)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
