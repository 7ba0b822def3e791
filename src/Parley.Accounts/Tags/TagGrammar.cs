using System.Text;

namespace Parley.Accounts.Tags;

/// <summary>What a tag looks like (part B 8.2): "namespace:value", or a plain value.</summary>
public static class TagGrammar
{
    private const int NamespaceLengthMin = 2;
    private const int NamespaceLengthMax = 16;
    private const int ValueLengthMax = 96;
    private const string Symbols = "-_+.!?#@";

    /// <summary>False if the text is no tag. The namespace of a plain tag is empty.</summary>
    public static bool TryParse(string? tag, out string space, out string value)
    {
        (space, value) = ("", "");
        if (tag is null)
            return false;
        var colon = tag.IndexOf(':', StringComparison.Ordinal);
        if (!IsValue(tag.AsSpan(colon + 1)) || (colon >= 0 && !IsNamespace(tag.AsSpan(0, colon))))
            return false;
        (space, value) = colon < 0 ? ("", tag) : (tag[..colon], tag[(colon + 1)..]);
        return true;
    }

    /// <summary>True if the text is a tag with a namespace.</summary>
    public static bool TryParsePrefixed(string? tag, out string space, out string value) =>
        TryParse(tag, out space, out value) && space.Length > 0;

    private static bool IsNamespace(ReadOnlySpan<char> text)
    {
        if (text.Length is < NamespaceLengthMin or > NamespaceLengthMax || !char.IsAsciiLetterLower(text[0]))
            return false;
        foreach (var c in text[1..])
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
                return false;
        }
        return true;
    }

    private static bool IsValue(ReadOnlySpan<char> text)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var isAllowed = rune.IsAscii
                ? Rune.IsLetterOrDigit(rune) || Symbols.Contains((char)rune.Value, StringComparison.Ordinal)
                : rune != Rune.ReplacementChar && (Rune.IsLetter(rune) || Rune.IsNumber(rune));
            if (!isAllowed || ++length > ValueLengthMax)
                return false;
        }
        return length > 0;
    }
}
