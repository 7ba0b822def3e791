using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Packets.Client;

/// <summary>Subscribes to a topic and attaches this session to it.</summary>
public sealed record SubPacket : TopicPacket
{
    public SetQuery? Set { get; init; }
    public GetQuery? Get { get; init; }
}
