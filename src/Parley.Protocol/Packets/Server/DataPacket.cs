using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Packets.Server;

/// <summary>A message.</summary>
public sealed record DataPacket : ServerPacket
{
    /// <summary>The author as "usr…"; null for channel readers.</summary>
    public string? From { get; init; }
    public DateTime Timestamp { get; init; }
    public DateTime? Deleted { get; init; }
    public int Seq { get; init; }
    public Payload Head { get; init; }
    public Payload Content { get; init; }
}
