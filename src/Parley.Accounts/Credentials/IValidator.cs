using Parley.Accounts.Options;
using Parley.Protocol;

namespace Parley.Accounts.Credentials;

/// <summary>What values of one kind of credential look like. Has no state and does no I/O.</summary>
public interface IValidator
{
    /// <summary>"email" or "tel".</summary>
    string Method { get; }

    /// <summary>The value as it is searched for, or a refusal: 400 if it is no such value, 422 if it is not allowed here.</summary>
    /// <param name="parameters">A JSON object, or null.</param>
    Outcome<string> Check(string value, Payload parameters, CredentialOptions options);

    /// <summary>The value as it is stored and compared.</summary>
    string Normalise(string value);
}
