namespace Parley.FrontEnd.Sessions;

/// <summary>The time that requests and replies carry.</summary>
public static class ReceiptTime
{
    /// <summary>UTC in whole milliseconds.</summary>
    public static DateTime Now(TimeProvider time)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new DateTime(now.Ticks - now.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
    }
}
