using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Accounts.Operator;

/// <summary>An account in a list for the operator.</summary>
/// <param name="Login">Null if the user does not log in by password.</param>
/// <param name="Name">The name that the user shows to others; null if it shows none.</param>
/// <param name="LastSeen">When the user was last online; null if never.</param>
public sealed record OperatorAccount(
    UserId User, string? Login, AuthLevel Level, ObjectState State, string? Name, DateTime Created, DateTime? LastSeen);
