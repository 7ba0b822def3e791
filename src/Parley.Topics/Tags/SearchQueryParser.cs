using System.Text;

namespace Parley.Topics.Tags;

/// <summary>
/// Reads the query language of fnd (part B 8.5): terms joined by blanks or tabs are required, a term with a comma beside it is
/// optional, quotes at the start of a term make operators part of it.
/// </summary>
public static class SearchQueryParser
{
    private const char Quote = '"';

    /// <summary>Null if the query cannot be read or is blank.</summary>
    public static SearchTerms? Parse(string? query)
    {
        var text = query?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        var terms = new List<Term>();
        var current = new StringBuilder();
        var isQuoted = false;
        var hasComma = false;
        foreach (var c in text)
        {
            if (isQuoted || !IsOperator(c))
            {
                if (c == Quote && !isQuoted && current.Length > 0)
                    return null;
                if (c == Quote)
                    isQuoted = !isQuoted;
                current.Append(c);
                continue;
            }
            Finish(terms, current, ref hasComma);
            if (c != ',')
                continue;
            if (hasComma)
                return null;
            hasComma = true;
            if (terms.Count > 0)
                terms[^1] = terms[^1] with { IsOptional = true };
        }
        if (isQuoted)
            return null;
        Finish(terms, current, ref hasComma);
        var found = terms.Where(t => t.Text.Length > 0).ToLookup(t => t.IsOptional, t => t.Text.ToLowerInvariant());
        return new SearchTerms([.. found[false]], [.. found[true]]);
    }

    // Other white space belongs to the term.
    private static bool IsOperator(char c) => c is ' ' or '\t' or ',';

    private static void Finish(List<Term> terms, StringBuilder current, ref bool hasComma)
    {
        if (current.Length == 0)
            return;
        var text = current.ToString();
        current.Clear();
        if (text.Length > 1 && text[0] == Quote && text[^1] == Quote)
            text = text[1..^1];
        terms.Add(new Term(text, hasComma));
        hasComma = false;
    }

    private readonly record struct Term(string Text, bool IsOptional);
}
