using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Packets.Client;

/// <summary>Detaches this session from a topic, or ends the subscription.</summary>
public sealed record LeavePacket : TopicPacket
{
    public bool Unsub { get; init; }
}
