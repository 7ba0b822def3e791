using Parley.Protocol.Packets;

namespace Parley.Protocol.Routing;

/// <summary>A request on its way from a session to a topic.</summary>
/// <param name="Who">Who asks.</param>
/// <param name="Address">The topic as the client wrote it: replies name it so.</param>
/// <param name="Packet">A sub, leave, pub, get, set, del or note.</param>
/// <param name="Number">Counts the requests of the session from 1; comes back with the last reply.</param>
/// <param name="ReceivedAt">UTC, milliseconds: the time of messages and replies.</param>
/// <param name="Resumes">If not null, a re-attachment after a process was lost: the last message that the session has seen.
/// The topic attaches it without a reply and sends what is missing.</param>
public sealed record TopicRequest(
    Requester Who, string Address, ClientPacket Packet, long Number, DateTime ReceivedAt, int? Resumes = null)
{
    public SessionId Session => Who.Session;
}
