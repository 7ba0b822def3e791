using Microsoft.Extensions.Options;
using Parley.Accounts.Authenticators;
using Parley.Protocol.Access;

namespace Parley.Accounts.Options;

/// <summary>Finds settings that cannot work before the server starts.</summary>
public sealed class AccountOptionsValidator : IValidateOptions<AccountOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountOptions options)
    {
        var errors = Errors(options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(AccountOptions options)
    {
        if (options.Basic.MinLoginLength is < 1 or > BasicOptions.LoginLengthMax)
            yield return $"The least length of logins must be 1 to {BasicOptions.LoginLengthMax}.";
        if (options.Basic.MinPasswordLength < 1)
            yield return "The least length of passwords must be at least 1.";
        if (options.Token.Key.Length < TokenOptions.KeyLengthMin)
            yield return $"The token key must have at least {TokenOptions.KeyLengthMin} bytes, it has {options.Token.Key.Length}.";
        if (options.Token.ExpireIn <= TimeSpan.Zero)
            yield return "Tokens must expire after a positive time.";
        if (options.Code is { } code && (code.ExpireIn <= TimeSpan.Zero || code.MaxRetries < 1
            || code.CodeLength is < CodeOptions.LengthMin or > CodeOptions.LengthMax))
        {
            yield return $"Reset codes must expire after a positive time, allow at least one try and have {CodeOptions.LengthMin} to "
                + $"{CodeOptions.LengthMax} digits.";
        }
        if (options.Rest is { } rest && (rest.Timeout <= TimeSpan.Zero || rest.Address.Scheme is not ("http" or "https")))
            yield return "The service that checks logins needs an address that begins with http, and a positive time to answer.";
        if (options.PasswordHash.Cost is < PasswordHashOptions.CostMin or > PasswordHashOptions.CostMax)
            yield return $"The cost of password hashes must be {PasswordHashOptions.CostMin} to {PasswordHashOptions.CostMax}.";
        if (options.PasswordHash.ConcurrencyMax < 0 || options.PasswordHash.QueueMax < 0)
            yield return "The bounds of password hashing must not be negative.";
        if (options.MaxTagCount < 0)
            yield return "The greatest number of tags must not be negative.";
        foreach (var (method, settings) in options.Credentials)
        {
            if (method.Length == 0 || method.Contains(':', StringComparison.Ordinal))
                yield return $"\"{method}\" is no name of a credential.";
            if (settings.MaxRetries < 1 || settings.CodeLength is < CodeOptions.LengthMin or > CodeOptions.LengthMax)
            {
                yield return $"Codes of \"{method}\" must allow at least one try and have {CodeOptions.LengthMin} to "
                    + $"{CodeOptions.LengthMax} digits.";
            }
            if (settings.RequiredLevels.Contains(AuthLevel.None))
                yield return $"\"{method}\" can be required of anonymous, authenticated and root users only.";
        }
        foreach (var error in LogicalNames.Errors(options.LogicalNames))
            yield return error;
    }
}
