using System.Buffers;
using Parley.Protocol.Packets;

namespace Parley.Protocol;

/// <summary>Turns packets into the bytes of one wire format and back.</summary>
public interface IPacketCodec
{
    /// <summary>
    /// Reads one packet of a client. Never throws, whatever the bytes: what cannot be read is null, for which the protocol
    /// has one answer, 400 without an id. Values kept from the frame are copied, so the buffer may be reused.
    /// </summary>
    ClientPacket? DecodeClient(ReadOnlySpan<byte> frame);

    /// <summary>Reads one packet of a server; null if it is none. For clients: tools and tests, and links between processes.</summary>
    ServerPacket? DecodeServer(ReadOnlySpan<byte> frame);

    void Encode(ServerPacket packet, IBufferWriter<byte> output);

    void Encode(ClientPacket packet, IBufferWriter<byte> output);
}
