namespace Parley.Accounts.Authenticators;

/// <summary>What a user must know to reset a secret.</summary>
/// <param name="Login">The login that the secret belongs to; null if the scheme has nothing to reset.</param>
public readonly record struct AuthReset(string? Login);
