using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Topics.Operator;

/// <summary>A member of a topic.</summary>
/// <param name="Name">As others see it; null if it shows none.</param>
/// <param name="Mode">What the member may do.</param>
public sealed record OperatorMember(UserId User, string? Name, AccessMode Mode);
