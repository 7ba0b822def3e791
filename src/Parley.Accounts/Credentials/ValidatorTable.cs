using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Parley.Accounts.Options;

namespace Parley.Accounts.Credentials;

/// <summary>The kinds of credentials that this server uses, with their settings.</summary>
public sealed class ValidatorTable
{
    private readonly FrozenDictionary<string, (IValidator Validator, CredentialOptions Options)> _byMethod;

    /// <exception cref="ArgumentException">The settings name a kind that nobody knows.</exception>
    public ValidatorTable(IEnumerable<IValidator> validators, AccountOptions options)
    {
        var known = validators.ToDictionary(v => v.Method);
        _byMethod = options.Credentials.ToFrozenDictionary(
            c => c.Key,
            c => known.TryGetValue(c.Key, out var validator)
                ? (validator, c.Value)
                : throw new ArgumentException($"There are no credentials of the kind \"{c.Key}\".", nameof(options)));
    }

    public IEnumerable<string> Methods => _byMethod.Keys;

    public bool TryGet(
        string? method, [NotNullWhen(true)] out IValidator? validator, [NotNullWhen(true)] out CredentialOptions? options)
    {
        (validator, options) = method is null ? default : _byMethod.GetValueOrDefault(method);
        return validator is not null && options is not null;
    }
}
