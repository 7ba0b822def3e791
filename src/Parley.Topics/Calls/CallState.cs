using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.Topics.Calls;

/// <summary>The call of a conversation, from the invitation to its end. Its parties are sessions, not users (part C 3.2).</summary>
/// <param name="Seq">The message by which it was begun: every event names it.</param>
/// <param name="Caller">Who has begun it.</param>
/// <param name="CallerSession">The session that calls.</param>
/// <param name="Content">Of the invitation: repeated with each state.</param>
/// <param name="ContentType">The head's "mime" of the invitation; none if it had none.</param>
public sealed record CallState(int Seq, UserId Caller, SessionId CallerSession, Payload Content, Payload ContentType)
{
    /// <summary>The session that has accepted; none while it rings.</summary>
    public SessionId CalleeSession { get; init; }

    /// <summary>When it was accepted, UTC.</summary>
    public DateTime AcceptedAt { get; init; }

    public bool IsActive => !CalleeSession.IsNone;

    public bool IsParty(SessionId session) => session == CallerSession || (IsActive && session == CalleeSession);

    /// <summary>The party at the other end.</summary>
    public SessionId Other(SessionId party) => party == CallerSession ? CalleeSession : CallerSession;
}
