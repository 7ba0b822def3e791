using System.Buffers.Binary;

namespace Parley.Load.Wire;

/// <summary>Takes one WebSocket frame off the front of received bytes.</summary>
internal static class FrameReader
{
    public const int Text = 1;
    public const int Binary = 2;
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;

    /// <summary>The largest frame the load tool is ready to receive, in bytes.</summary>
    public const int FrameBytesMax = 64 * 1024 * 1024;

    /// <summary>Reads a frame head.</summary>
    /// <returns>
    /// Bytes of the whole frame, which may be more than are there yet; 0 when even the head is incomplete; -1 when the
    /// frame is masked, fragmented, compressed or too large, none of which a server of this protocol sends.
    /// </returns>
    public static int ReadHead(ReadOnlySpan<byte> bytes, out int opcode, out int headBytes)
    {
        opcode = 0;
        headBytes = 2;
        if (bytes.Length < 2) return 0;
        opcode = bytes[0] & 0x0F;
        if ((bytes[0] & 0xF0) != 0x80 || (bytes[1] & 0x80) != 0) return -1;
        long length = bytes[1];
        if (length == 126)
        {
            headBytes = 4;
            if (bytes.Length < 4) return 0;
            length = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        }
        else if (length == 127)
        {
            headBytes = 10;
            if (bytes.Length < 10) return 0;
            length = BinaryPrimitives.ReadInt64BigEndian(bytes[2..]);
        }

        return length is < 0 or > FrameBytesMax ? -1 : headBytes + (int)length;
    }
}
