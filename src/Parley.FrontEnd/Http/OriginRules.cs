using System.Diagnostics.CodeAnalysis;

namespace Parley.FrontEnd.Http;

/// <summary>
/// A list of origins (part A 6.7): "*" alone stands for all, a label of a host name may be "*" and stands for any one label. What is
/// written otherwise must be equal to the letter.
/// </summary>
public sealed class OriginRules
{
    public const string Any = "*";

    private readonly HashSet<string> _exact = new(StringComparer.Ordinal);
    private readonly List<Uri> _patterns = [];

    private OriginRules(bool allowsAll) => AllowsAll = allowsAll;

    /// <summary>Every origin is on the list.</summary>
    public bool AllowsAll { get; }

    public bool IsEmpty => !AllowsAll && _exact.Count == 0;

    /// <param name="problem">The entry that is no origin, or stands beside "*".</param>
    public static bool TryParse(IReadOnlyCollection<string> entries, [NotNullWhen(true)] out OriginRules? rules, [NotNullWhen(false)] out string? problem)
    {
        (rules, problem) = (new OriginRules(entries.Count == 1 && entries.First() == Any), null);
        foreach (var entry in entries)
        {
            if (rules.AllowsAll || (entries.Count == 1 && entry.Length == 0))
                break;
            if (!TryReadOrigin(entry, out var origin))
            {
                (rules, problem) = (null, entry);
                return false;
            }
            rules._exact.Add(entry);
            if (origin.Host.Split('.').Contains(Any))
                rules._patterns.Add(origin);
        }
        return true;
    }

    public bool Allows(string origin)
    {
        if (origin.Length == 0)
            return false;
        if (AllowsAll || _exact.Contains(origin))
            return true;
        return _patterns.Count > 0 && TryReadOrigin(origin, out var uri) && _patterns.Exists(pattern => Matches(pattern, uri));
    }

    private static bool Matches(Uri pattern, Uri origin)
    {
        if (pattern.Scheme != origin.Scheme || pattern.Port != origin.Port)
            return false;
        var (labels, actual) = (pattern.Host.Split('.'), origin.Host.Split('.'));
        return labels.Length == actual.Length
            && labels.Zip(actual).All(pair => pair.First == Any || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    private static bool TryReadOrigin(string text, [NotNullWhen(true)] out Uri? origin)
    {
        // "*" is no letter of a host name to the parser: the label stands for itself meanwhile.
        origin = null;
        return text.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out origin) && origin.Host.Length > 0;
    }
}
