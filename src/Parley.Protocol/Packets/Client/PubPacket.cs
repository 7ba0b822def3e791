using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Packets.Client;

/// <summary>Publishes a message.</summary>
public sealed record PubPacket : TopicPacket
{
    /// <summary>The publishing session does not want its own message back.</summary>
    public bool NoEcho { get; init; }

    /// <summary>A JSON object, or null.</summary>
    public Payload Head { get; init; }

    public Payload Content { get; init; }
}
