using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Storage.Writes;

/// <summary>Inserts a user with its tags; an id that exists is a conflict, a tag that must be unique and is taken a duplicate ("tag").</summary>
public sealed record CreateUser(StoredUser User) : StoreWrite;

/// <summary>Changes what is not null; tags are replaced as a whole.</summary>
public sealed record UpdateUser(UserId User, int Version) : StoreWrite
{
    public DateTime? Updated { get; init; }
    public DefaultAccess? Access { get; init; }
    public Payload? Public { get; init; }
    public Payload? Trusted { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
}

/// <summary>Notes when and by which user agent the user was last online. Does not count as an update.</summary>
public sealed record SetUserSeen(UserId User, DateTime At, string? UserAgent) : StoreWrite;

/// <summary>
/// Sets the state of a user, of the groups it owns and of its conversations, except deleted ones. A user that is deleted, or does not
/// exist, is a conflict.
/// </summary>
public sealed record SetUserState(UserId User, ObjectState State, DateTime At) : StoreWrite;

/// <summary>
/// Deletes a user. Hard: everything of the user and of the groups it owns is removed; messages elsewhere stay. Soft: the user,
/// the groups it owns, its conversations and all their subscriptions are marked deleted. Logins are always removed. A user that
/// does not exist is no failure.
/// </summary>
public sealed record DeleteUser(UserId User, bool Hard, DateTime At) : StoreWrite;
