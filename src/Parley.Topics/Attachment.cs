using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.Topics;

/// <summary>A live link of a session to a topic.</summary>
/// <param name="User">In whose name the session attached.</param>
/// <param name="IsReader">Attached as a channel reader.</param>
/// <param name="IsBackground">Not counted as online.</param>
/// <param name="UserAgent">Of the session, last known.</param>
public sealed record Attachment(SessionId Session, UserId User, bool IsReader, bool IsBackground, string? UserAgent)
{
    /// <summary>Of <c>me</c>: when the session has attached, or was heard of last as the one in use.</summary>
    public DateTime ActiveAt { get; init; }
}
