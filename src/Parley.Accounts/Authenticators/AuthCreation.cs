using Parley.Protocol.Access;
using Parley.Storage.Records;

namespace Parley.Accounts.Authenticators;

/// <summary>How a new account will log in.</summary>
/// <param name="Record">Null if the authenticator keeps none here.</param>
/// <param name="Tags">Tags that the account gets for it.</param>
public sealed record AuthCreation(AuthLevel Level, AuthRecord? Record, IReadOnlyList<string> Tags);
