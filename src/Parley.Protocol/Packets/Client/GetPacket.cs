using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Packets.Client;

/// <summary>Asks for parts of a topic.</summary>
public sealed record GetPacket : TopicPacket
{
    public GetQuery Query { get; init; } = new();
}
