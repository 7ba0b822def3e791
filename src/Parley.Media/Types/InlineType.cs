namespace Parley.Media.Types;

/// <summary>Which files browsers may show in place. All others they must save: pages and documents could run scripts in our name.</summary>
public static class InlineType
{
    private static readonly string[] Shown = ["audio/", "font/", "image/", "video/"];

    public static bool MayShow(string type) =>
        Shown.Any(prefix => type.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        && !type.Contains("html", StringComparison.OrdinalIgnoreCase)
        && !type.Contains("xml", StringComparison.OrdinalIgnoreCase);
}
