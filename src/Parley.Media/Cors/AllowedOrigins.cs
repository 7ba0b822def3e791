namespace Parley.Media.Cors;

/// <summary>Which pages of other sites may use files (part A 6.7).</summary>
public sealed class AllowedOrigins
{
    private const string Any = "*";

    private readonly IReadOnlyList<string> _origins;
    private readonly string[][] _patterns;

    /// <exception cref="ArgumentException">An entry is wrong: see <see cref="Errors"/>.</exception>
    public AllowedOrigins(IReadOnlyList<string> origins)
    {
        if (Errors(origins).FirstOrDefault() is { } error)
            throw new ArgumentException(error, nameof(origins));
        _origins = origins;
        _patterns = [.. origins.Where(origin => origin.Contains('*', StringComparison.Ordinal) && origin != Any).Select(Labels)];
    }

    /// <summary>What is wrong with a list, a sentence each.</summary>
    public static IEnumerable<string> Errors(IReadOnlyList<string> origins)
    {
        foreach (var origin in origins)
        {
            if (origin is Any or "")
            {
                if (origins.Count > 1)
                    yield return $"\"{origin}\" must be the only entry.";
            }
            else if (!IsOrigin(origin))
            {
                yield return $"\"{origin}\" is not an origin as https://chat.example.com.";
            }
        }
    }

    /// <summary>What <c>Access-Control-Allow-Origin</c> says; null if the origin is not allowed.</summary>
    public string? Find(string? origin)
    {
        if (_origins is [Any])
            return string.IsNullOrEmpty(origin) ? Any : origin;
        if (string.IsNullOrEmpty(origin))
            return null;
        return _origins.Contains(origin) || _patterns.Any(pattern => Matches(pattern, Labels(origin))) ? origin : null;
    }

    private static bool Matches(string[] pattern, string[] labels)
    {
        if (pattern.Length != labels.Length)
            return false;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != Any && pattern[i] != labels[i])
                return false;
        }
        return true;
    }

    // "https:", the port as it is written, then the labels of the host.
    private static string[] Labels(string origin)
    {
        var end = origin.IndexOf("//", StringComparison.Ordinal);
        if (end < 0)
            return [origin];
        var host = origin[(end + 2)..];
        var port = host.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? host[colon..] : "";
        return [origin[..end], port, .. host[..^port.Length].Split('.')];
    }

    private static bool IsOrigin(string origin)
    {
        var plain = origin.Replace(Any, "x", StringComparison.Ordinal);
        return Uri.TryCreate(plain, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.Scheme is "http" or "https";
    }
}
