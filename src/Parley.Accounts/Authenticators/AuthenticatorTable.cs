using System.Collections.Frozen;
using Parley.Accounts.Options;

namespace Parley.Accounts.Authenticators;

/// <summary>The authenticators by the names that clients use.</summary>
public sealed class AuthenticatorTable
{
    private readonly FrozenDictionary<string, IAuthenticator> _byName;

    public AuthenticatorTable(IEnumerable<IAuthenticator> authenticators, AccountOptions options)
    {
        var byScheme = authenticators
            .Where(a => a.Scheme switch
            {
                LogicalNames.Code => options.Code is not null,
                LogicalNames.Rest => options.Rest is not null,
                _ => true,
            })
            .ToDictionary(a => a.Scheme);
        _byName = LogicalNames.Resolve(options.LogicalNames)
            .Where(n => byScheme.ContainsKey(n.Value))
            .ToFrozenDictionary(n => n.Key, n => byScheme[n.Value]);
    }

    /// <summary>Those that clients can use.</summary>
    public IEnumerable<IAuthenticator> All => _byName.Values;

    /// <summary>Null if there is none of this name, or it is not in use. Case does not matter.</summary>
    public IAuthenticator? Find(string? name) =>
        string.IsNullOrEmpty(name) ? null : _byName.GetValueOrDefault(name.ToLowerInvariant());
}
