using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Packets.Client;

/// <summary>Changes parts of a topic.</summary>
public sealed record SetPacket : TopicPacket
{
    public SetQuery Query { get; init; } = new();
}
