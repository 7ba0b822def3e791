using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;

namespace Parley.Protocol.Routing;

/// <summary>
/// What a topic sends to front ends. A front end carries out the deliveries of one topic in the order in which the topic
/// made them: replies, broadcasts and changes of attachments never overtake each other.
/// </summary>
public abstract record Delivery
{
    private Delivery()
    {
    }

    /// <summary>A packet for the session that has asked.</summary>
    /// <param name="EndsRequest">The <see cref="TopicRequest.Number"/> of the request that is done with this packet; 0 if more follows.</param>
    public sealed record Reply(SessionId Session, ServerPacket Packet, long EndsRequest) : Delivery;

    /// <summary>A packet for sessions attached to the topic.</summary>
    public sealed record Broadcast(PacketVariants Packets, Audience Audience) : Delivery;

    /// <summary>A packet for users on their <c>me</c>. Goes to every front end.</summary>
    public sealed record NotifyOnMe(MeNotice Notice) : Delivery;

    /// <summary>The session is attached to the topic from here on.</summary>
    /// <param name="Mode">The effective mode of the user.</param>
    /// <param name="IsReader">Attached as a channel reader.</param>
    /// <param name="Seq">The last message of the topic at this moment.</param>
    public sealed record Attach(SessionId Session, UserId User, AccessMode Mode, bool IsReader, int Seq) : Delivery;

    /// <summary>The session is attached no longer.</summary>
    public sealed record Detach(SessionId Session) : Delivery;

    /// <summary>All sessions are detached: the topic is gone.</summary>
    public sealed record DetachAll : Delivery;

    /// <summary>The effective mode of a user in the topic has changed.</summary>
    /// <param name="IsReader">Its mode as a channel reader; else that as a member.</param>
    public sealed record ModeChanged(UserId User, bool IsReader, AccessMode Mode) : Delivery;
}
