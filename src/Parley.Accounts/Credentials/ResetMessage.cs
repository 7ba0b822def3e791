using Parley.Protocol.Names;

namespace Parley.Accounts.Credentials;

/// <summary>Lets the owner of a credential set a new secret.</summary>
/// <param name="Scheme">The scheme of the secret, as clients name it.</param>
/// <param name="Language">Of the session, "en-GB" and the like; null if not known.</param>
public sealed record ResetMessage(UserId User, string Method, string Value, string Code, string Scheme, string Login, string? Language);
