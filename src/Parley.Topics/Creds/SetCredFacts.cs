using Parley.Storage.Records;

namespace Parley.Topics.Creds;

/// <summary>What a {set cred} is decided on.</summary>
/// <param name="Active">The credential that waits for a code; null if none does, or none was sent.</param>
/// <param name="Code">The code of a value that is added.</param>
public readonly record struct SetCredFacts(StoredCredential? Active, string Code);
