using Parley.Storage.Writes;

namespace Parley.Accounts.Credentials;

/// <summary>A credential to remove.</summary>
/// <param name="Writes">Belong into one unit.</param>
/// <param name="Tag">The tag that goes with it; null for none.</param>
/// <param name="IsTagged">Confirmed values of this kind become tags.</param>
public sealed record CredentialRemoval(IReadOnlyList<StoreWrite> Writes, string? Tag, bool IsTagged);
