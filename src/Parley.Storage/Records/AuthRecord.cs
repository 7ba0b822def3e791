using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Storage.Records;

/// <summary>How a user proves who it is.</summary>
/// <param name="Scheme">"basic", "rest", …</param>
/// <param name="Login">Unique within the scheme.</param>
/// <param name="Secret">Of "basic": the bcrypt hash as text in UTF-8.</param>
/// <param name="Expires">Null: never.</param>
public sealed record AuthRecord(UserId User, string Scheme, string Login, AuthLevel Level, byte[] Secret, DateTime? Expires = null);
