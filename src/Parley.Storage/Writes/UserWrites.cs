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
/// Makes a user gone for everybody: marked deleted, with the groups it owns; logins are removed. Hard: credentials, devices and tags
/// too. Soft: its conversations are marked as well. What else there is goes by <see cref="ContinueUserDeletion"/>. A user that does not
/// exist is no failure.
/// </summary>
public sealed record BeginUserDeletion(UserId User, bool Hard, DateTime At) : StoreWrite;

/// <summary>
/// Goes on with a deletion that was begun. Hard: everything of the user and of the groups it owns is removed; messages elsewhere stay.
/// Soft: the subscriptions of the user, of the groups it owns and of its conversations are marked deleted.
/// </summary>
/// <param name="RowsMax">About so many rows are written; the deletion may need more of these.</param>
/// <param name="Marker">The key of a value that is removed when nothing is left to do; null for none.</param>
public sealed record ContinueUserDeletion(UserId User, bool Hard, DateTime At, int RowsMax, string? Marker) : StoreWrite;
