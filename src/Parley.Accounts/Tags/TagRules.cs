using System.Text;

namespace Parley.Accounts.Tags;

/// <summary>The rules of tags of users and groups (part A 3.9, part B 8): pure functions.</summary>
public static class TagRules
{
    private const int LengthMin = 2;
    private const int LengthMax = 96;
    private const string Clear = "\u2421";

    /// <summary>
    /// The tags as they are stored: cut to <paramref name="max"/>, trimmed, in lower case, sorted, each once, without those that
    /// are too short or long or begin with neither letter nor digit. Null: nothing to set. Empty: remove all.
    /// </summary>
    public static IReadOnlyList<string>? Normalise(IReadOnlyList<string>? tags, int max)
    {
        if (tags is null)
            return null;
        // Compat: the list is cut before it is looked at, so useless tags take the place of good ones.
        var sorted = tags.Take(max).Select(t => t.Trim().ToLowerInvariant()).Order(StringComparer.Ordinal).ToList();
        if (sorted.Contains(Clear))
            return [];
        var kept = new List<string>(sorted.Count);
        foreach (var tag in sorted)
        {
            if (IsUsable(tag) && (kept.Count == 0 || kept[^1] != tag))
                kept.Add(tag);
        }
        return kept.Count == 0 ? null : kept;
    }

    /// <summary>The tags that are in one of these namespaces.</summary>
    public static IReadOnlyList<string> Filter(IEnumerable<string> tags, IReadOnlySet<string> namespaces) =>
        namespaces.Count == 0
            ? []
            : [.. tags.Where(t => TagGrammar.TryParsePrefixed(t, out var space, out _) && namespaces.Contains(space))];

    /// <summary>True if both lists have the same tags in these namespaces: those that only the server may change.</summary>
    public static bool RestrictedEqual(IEnumerable<string> before, IEnumerable<string> after, IReadOnlySet<string> namespaces) =>
        Filter(before, namespaces).Order(StringComparer.Ordinal)
            .SequenceEqual(Filter(after, namespaces).Order(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>True if more than one tag is in a namespace of which an object may have one.</summary>
    public static bool HasDuplicateNamespace(IEnumerable<string> tags, string? unique) =>
        !string.IsNullOrEmpty(unique)
        && tags.Count(t => TagGrammar.TryParsePrefixed(t, out var space, out _) && space == unique) > 1;

    /// <summary>What was added, removed and kept. The lists that result are sorted.</summary>
    public static TagDelta Delta(IEnumerable<string> before, IEnumerable<string> after)
    {
        List<string> old = [.. before.Order(StringComparer.Ordinal)], now = [.. after.Order(StringComparer.Ordinal)];
        List<string> added = [], removed = [], both = [];
        int o = 0, n = 0;
        while (o < old.Count || n < now.Count)
        {
            var order = o == old.Count ? 1 : n == now.Count ? -1 : string.CompareOrdinal(old[o], now[n]);
            if (order == 0)
                both.Add(old[o]);
            else if (order < 0)
                removed.Add(old[o]);
            else
                added.Add(now[n]);
            if (order <= 0)
                o++;
            if (order >= 0)
                n++;
        }
        return new TagDelta(added, removed, both);
    }

    /// <summary>The tags without some and with others, each once; the same list if that changes nothing.</summary>
    public static IReadOnlyList<string> Change(
        IReadOnlyList<string> tags, IReadOnlyCollection<string> removed, IReadOnlyCollection<string> added)
    {
        List<string> result = [.. tags.Except(removed).Union(added)];
        return result.Count == tags.Count && result.SequenceEqual(tags, StringComparer.Ordinal) ? tags : result;
    }

    private static bool IsUsable(string tag)
    {
        var length = 0;
        foreach (var rune in tag.EnumerateRunes())
        {
            if (length == 0 && !Rune.IsLetterOrDigit(rune))
                return false;
            length++;
        }
        return length is >= LengthMin and <= LengthMax;
    }
}
