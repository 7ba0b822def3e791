namespace Parley.Cluster.Topics;

/// <summary>Time as the protocol counts it.</summary>
internal static class TimeProviderExtensions
{
    /// <summary>UTC, whole milliseconds.</summary>
    public static DateTime UtcMilliseconds(this TimeProvider time)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
