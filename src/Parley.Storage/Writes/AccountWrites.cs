using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Storage.Writes;

/// <summary>Adds a way to log in; a login that is taken, or a second record of the scheme, is a duplicate ("auth").</summary>
public sealed record AddAuth(AuthRecord Record) : StoreWrite;

/// <summary>Changes what is not null of a user's record; none is a conflict, a login that is taken a duplicate ("auth").</summary>
public sealed record UpdateAuth(UserId User, string Scheme) : StoreWrite
{
    public string? Login { get; init; }
    public byte[]? Secret { get; init; }
    public AuthLevel? Level { get; init; }
}

/// <summary>Removes all ways to log in.</summary>
public sealed record DeleteAuth(UserId User) : StoreWrite;

/// <summary>
/// Adds a credential (part A 3.10). Confirmed: takes the value for this user, a duplicate ("cred") if it is taken. Not confirmed: a
/// duplicate if anybody has confirmed it, else it becomes the only active one of its method; retries of the same value are kept.
/// </summary>
public sealed record PutCredential(StoredCredential Credential) : StoreWrite;

/// <summary>
/// Confirms the active credential of a method; a duplicate ("cred") if another user has confirmed the value before,
/// a conflict if none is active, or another value than the one whose code was right.
/// </summary>
public sealed record ConfirmCredential(UserId User, string Method, string Value, DateTime At) : StoreWrite;

/// <summary>Counts a wrong code.</summary>
public sealed record FailCredential(UserId User, string Method, DateTime At) : StoreWrite;

/// <summary>Removes credentials: of a method, or one value of it. One with failed attempts is hidden but keeps their number.</summary>
public sealed record DeleteCredential(UserId User, string Method, string? Value, DateTime At) : StoreWrite;

/// <summary>Adds or refreshes a device; it leaves the user who had it before.</summary>
public sealed record PutDevice(StoredDevice Device) : StoreWrite;

/// <summary>Forgets a device of a user, or all if null.</summary>
public sealed record DeleteDevice(UserId User, string? DeviceId) : StoreWrite;

/// <summary>Adds or replaces the record of an upload.</summary>
public sealed record PutFile(StoredFile File) : StoreWrite;

/// <summary>Removes the record of an upload; one that something uses by now is a conflict.</summary>
public sealed record DeleteUnusedFile(UserId File) : StoreWrite;

/// <summary>Stores a value under a key of at most 64 characters.</summary>
/// <param name="OnlyIfNew">A key that exists is a duplicate ("value").</param>
public sealed record PutValue(string Key, string Value, bool OnlyIfNew, DateTime At) : StoreWrite;

/// <summary>Removes a value.</summary>
public sealed record DeleteValue(string Key) : StoreWrite;
