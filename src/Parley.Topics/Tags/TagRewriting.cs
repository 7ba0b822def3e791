using Parley.Accounts.Credentials;
using Parley.Accounts.Tags;

namespace Parley.Topics.Tags;

/// <summary>
/// Turns what people search for into tags (part B 8.6): who types an e-mail address or a telephone number finds the user who has
/// confirmed it.
/// </summary>
public sealed class TagRewriting(ValidatorTable validators)
{
    /// <summary>The tags that a term stands for; none if it cannot be a tag.</summary>
    /// <param name="term">In lower case.</param>
    /// <param name="country">Of the searcher, for telephone numbers: "US" and the like.</param>
    public IReadOnlyList<string> Rewrite(string term, string? country)
    {
        if (TagGrammar.TryParsePrefixed(term, out _, out _))
            return [term];
        foreach (var method in validators.Methods.Order(StringComparer.Ordinal))
        {
            if (validators.TryGet(method, out var validator, out var options) && options.AddToTags
                && validator.Check(term, default, country, options).TryGet(out var value, out _))
                return [term, $"{method}:{value}"];
        }
        return TagGrammar.TryParse(term, out _, out _) ? [term] : [];
    }
}
