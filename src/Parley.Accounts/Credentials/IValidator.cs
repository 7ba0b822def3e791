using Parley.Accounts.Options;
using Parley.Protocol;

namespace Parley.Accounts.Credentials;

/// <summary>What values of one kind of credential look like. Has no state and does no I/O.</summary>
public interface IValidator
{
    /// <summary>"email" or "tel".</summary>
    string Method { get; }

    /// <summary>The value as it is stored and searched for, or a refusal: 400 if it is no such value, 422 if it is not allowed here.</summary>
    /// <param name="parameters">A JSON object of the client's, or null.</param>
    /// <param name="country">Of the session, "US" and the like; null if not known.</param>
    Outcome<string> Check(string value, Payload parameters, string? country, CredentialOptions options);

    /// <summary>A value that a client names as it is stored; the same text if it cannot be one.</summary>
    string Normalise(string value);
}
