namespace Parley.Protocol.Packets;

/// <summary>A request about one topic, under the name by which this user writes it.</summary>
public abstract record TopicPacket : ClientPacket
{
    public string? Topic { get; init; }
}
