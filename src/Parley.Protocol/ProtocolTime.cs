namespace Parley.Protocol;

/// <summary>Times as the protocol tells them and the database keeps them: UTC, in whole milliseconds.</summary>
public static class ProtocolTime
{
    /// <summary>Now.</summary>
    public static DateTime UtcMilliseconds(this TimeProvider time) => time.GetUtcNow().UtcDateTime.CutToMilliseconds();

    /// <summary>What is finer than a millisecond is cut off, not rounded: no time may lie ahead of itself.</summary>
    public static DateTime CutToMilliseconds(this DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));
}
