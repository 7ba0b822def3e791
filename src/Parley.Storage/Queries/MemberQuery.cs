using Parley.Protocol.Names;

namespace Parley.Storage.Queries;

/// <summary>Which members of a topic.</summary>
/// <param name="IncludeDeleted">Also those who have left, and members whose account is deleted.</param>
/// <param name="Only">Only this user, if one is named.</param>
public sealed record MemberQuery(bool IncludeDeleted, UserId Only, int Limit);
