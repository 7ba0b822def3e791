using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Accounts.Operator;

/// <summary>An account as the operator sees it.</summary>
/// <param name="Login">Null if the user does not log in by password.</param>
/// <param name="Name">The name that the user shows to others; null if it shows none.</param>
public sealed record OperatorAccount(UserId User, string? Login, AuthLevel Level, ObjectState State, string? Name);
