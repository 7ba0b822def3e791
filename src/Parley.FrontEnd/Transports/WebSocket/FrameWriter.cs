using System.Buffers;
using System.Buffers.Binary;

namespace Parley.FrontEnd.Transports.WebSocket;

/// <summary>Writes the frames of a server: whole messages, not masked.</summary>
public static class FrameWriter
{
    public static void Write(IBufferWriter<byte> output, FrameOpcode opcode, ReadOnlySpan<byte> payload)
    {
        // Head and payload in one span where they fit: most messages are small and there are many.
        if (payload.Length <= 1024)
        {
            var span = output.GetSpan(payload.Length + 4);
            var size = WriteHead(span, opcode, payload.Length);
            payload.CopyTo(span[size..]);
            output.Advance(size + payload.Length);
            return;
        }
        var head = output.GetSpan(10);
        output.Advance(WriteHead(head, opcode, payload.Length));
        output.Write(payload);
    }

    private static int WriteHead(Span<byte> head, FrameOpcode opcode, int length)
    {
        head[0] = (byte)(0x80 | (int)opcode);
        switch (length)
        {
            case < 126:
                head[1] = (byte)length;
                return 2;
            case <= ushort.MaxValue:
                head[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)length);
                return 4;
            default:
                head[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(head[2..], (ulong)length);
                return 10;
        }
    }
}
