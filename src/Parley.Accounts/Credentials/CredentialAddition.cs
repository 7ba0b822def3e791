using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Accounts.Credentials;

/// <summary>A credential to store, and its code, which its owner is sent once it is stored.</summary>
public sealed record CredentialAddition(StoredCredential Credential)
{
    public StoreWrite Write => new PutCredential(Credential);
}
