using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.Accounts;

/// <summary>What was deleted with an account, or some of it: more notices may follow.</summary>
/// <param name="ActingSession">Is left to its own reply; no session if none.</param>
/// <param name="Peers">Users with whom there was a conversation.</param>
/// <param name="OwnedGroups">Each with the users who must learn that it is gone.</param>
public sealed record UserDeletion(
    UserId User,
    bool Hard,
    SessionId ActingSession,
    IReadOnlyList<UserId> Peers,
    IReadOnlyList<(TopicName Group, IReadOnlyList<UserId> Members)> OwnedGroups);
