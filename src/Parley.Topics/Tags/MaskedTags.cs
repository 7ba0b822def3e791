using Parley.Accounts.Tags;

namespace Parley.Topics.Tags;

/// <summary>By which tags nobody may search: those of masked namespaces, but for one's own (part B 8.6).</summary>
public static class MaskedTags
{
    /// <param name="find">The searcher's <c>fnd</c>, which knows the tags of its user.</param>
    public static bool Forbid(TopicView find, string tag, TopicOptions options) =>
        TagGrammar.TryParsePrefixed(tag, out var space, out _) && options.MaskedNamespaces.Contains(space) && !find.Tags.Contains(tag);
}
