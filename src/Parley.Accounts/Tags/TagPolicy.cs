using Parley.Accounts.Authenticators;
using Parley.Accounts.Options;
using Parley.Protocol.Replies;

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

    /// <summary>Null if a client may give a new account these tags, as far as can be said without looking at those of others.</summary>
    public Rejection? RefuseNew(IReadOnlyList<string> tags)
    {
        if (TagRules.Filter(tags, ImmutableNamespaces).Count > 0)
            return new Rejection(ReplyCodes.PermissionDenied);
        return TagRules.HasDuplicateNamespace(tags, options.AliasNamespace) ? new Rejection(ReplyCodes.Malformed) : null;
    }
}
