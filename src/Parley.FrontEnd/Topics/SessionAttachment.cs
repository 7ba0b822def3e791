using Parley.FrontEnd.Sessions;
using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.FrontEnd.Topics;

/// <summary>A session attached to a topic.</summary>
/// <param name="User">In whose name it attached.</param>
/// <param name="Mode">The effective mode of that user in the topic.</param>
/// <param name="IsReader">Attached as a channel reader.</param>
public readonly record struct SessionAttachment(Session Session, UserId User, AccessMode Mode, bool IsReader);
