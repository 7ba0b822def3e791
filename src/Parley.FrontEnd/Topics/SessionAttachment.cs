using Parley.FrontEnd.Sessions;
using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.FrontEnd.Topics;

/// <summary>A session attached to a topic.</summary>
/// <param name="User">In whose name it attached.</param>
/// <param name="Mode">The effective mode of that user in the topic.</param>
/// <param name="IsReader">Attached as a channel reader.</param>
/// <param name="LastSeq">The last message that has passed the session: it has seen it, or was not meant to.</param>
/// <param name="IsReturning">
/// Its topic has begun a new life and has not taken it back yet. Until then messages pass it by: it gets them with those that it has missed.
/// </param>
public record struct SessionAttachment(
    Session Session, UserId User, AccessMode Mode, bool IsReader, int LastSeq, bool IsReturning = false);
