using Parley.Accounts.Authenticators;
using Parley.Accounts.Options;

namespace Parley.Accounts.Tags;

/// <summary>What this server's settings say about tags.</summary>
public sealed class TagPolicy(AuthenticatorTable authenticators, AccountOptions options)
{
    /// <summary>
    /// Namespaces of tags that only the server sets: logins and confirmed credentials. Who could set them could be found under
    /// another's name.
    /// </summary>
    public IReadOnlySet<string> ImmutableNamespaces => authenticators.All
        .SelectMany(a => a.TagNamespaces)
        .Concat(options.Credentials.Where(c => c.Value.AddToTags).Select(c => c.Key))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>See <see cref="TagRules.Normalise"/>.</summary>
    public IReadOnlyList<string>? Normalise(IReadOnlyList<string>? tags) => TagRules.Normalise(tags, options.MaxTagCount);

    /// <summary>True if a client may make this change.</summary>
    public bool MayChange(IEnumerable<string> before, IEnumerable<string> after) =>
        TagRules.RestrictedEqual(before, after, ImmutableNamespaces);
}
