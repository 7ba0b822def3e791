namespace Parley.Accounts.Authenticators;

/// <summary>A new token and when it expires: UTC, milliseconds. The token itself says it in whole seconds.</summary>
public readonly record struct IssuedToken(byte[] Bytes, DateTime Expires);
