using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Packets;

/// <summary>A request of a client. Strings that the client did not send are null.</summary>
public abstract record ClientPacket
{
    /// <summary>Chosen by the client and echoed in the reply; null or empty if the client wants none.</summary>
    public string? Id { get; init; }

    /// <summary>The sibling of the packet in its envelope: on whose behalf, and which uploaded files it uses.</summary>
    public ExtraPart? Extra { get; init; }
}
