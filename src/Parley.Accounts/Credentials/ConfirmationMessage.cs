using Parley.Protocol.Names;

namespace Parley.Accounts.Credentials;

/// <summary>Asks the owner of a credential to confirm it.</summary>
/// <param name="Token">Proves who the user is when a link in the message is followed. Secret, as the code is.</param>
/// <param name="Language">Of the session, "en-GB" and the like; null if not known.</param>
public sealed record ConfirmationMessage(UserId User, string Method, string Value, string Code, byte[] Token, string? Language);
