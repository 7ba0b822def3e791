using System.Globalization;

namespace Parley.Server.Commands.Output;

/// <summary>Values as people read them.</summary>
internal static class Words
{
    /// <summary>To the minute, in UTC: the same on the server and beside it.</summary>
    public static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Time(DateTime? time) => time is { } known ? Time(known) : "never";

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:N0} KiB");

    public static string List(IEnumerable<string> words) => string.Join(", ", words) is { Length: > 0 } list ? list : "none";
}
