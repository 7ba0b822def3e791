using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Server.Commands.Users;

/// <summary>An account that was made just now.</summary>
/// <param name="Password">If it was made by chance, and is known nowhere else; null otherwise.</param>
internal sealed record NewAccount(UserId User, string Login, AuthLevel Level, string? Password);
