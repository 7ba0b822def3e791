namespace Parley.Server.Commands.Keys;

/// <summary>An API key.</summary>
/// <param name="Sequence">Null if the key is not valid.</param>
/// <param name="IsRoot">Null if the key is not valid.</param>
/// <param name="Salt">In base64, if it is not that of the data folder; null otherwise.</param>
internal sealed record KeyFacts(bool IsValid, string Key, int? Sequence, bool? IsRoot, string? Salt);
