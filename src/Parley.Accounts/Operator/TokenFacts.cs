using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Accounts.Operator;

/// <summary>What a login token says, and whether it lets anybody in.</summary>
/// <param name="Problem">Why it does not, in a sentence; null if it does.</param>
/// <param name="Login">Of its user; null if it is unknown.</param>
public sealed record TokenFacts(
    bool IsValid, string? Problem, UserId User, string? Login, AuthLevel Level, DateTime Expires, int Serial, string Features);
