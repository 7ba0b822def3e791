using Parley.Protocol.Replies;
using Parley.Storage.Writes;

namespace Parley.Accounts.Credentials;

/// <summary>What a code does to the credential that waits for it.</summary>
/// <param name="Refusal">404, 422 or 406; null if the code is right.</param>
/// <param name="Write">Confirms the credential or counts the failure; null if nothing is to be stored.</param>
/// <param name="Tag">The tag that the user gets; null for none.</param>
public sealed record CredentialCheck(Rejection? Refusal, StoreWrite? Write = null, string? Tag = null)
{
    /// <summary>The code is wrong, and another one may be tried.</summary>
    public bool IsWrong => Refusal is not null && Write is not null;
}
