using System.Buffers;
using System.Buffers.Binary;

namespace Parley.FrontEnd.Transports.WebSocket;

/// <summary>The head of a client's frame: everything before the payload.</summary>
/// <param name="Length">Bytes of payload.</param>
/// <param name="Mask">The four bytes with which the payload is mixed, first byte lowest.</param>
/// <param name="Size">Bytes of the head itself.</param>
public readonly record struct FrameHeader(FrameOpcode Opcode, bool IsFinal, long Length, uint Mask, int Size)
{
    public const int SizeMax = 14;

    private const int ControlLengthMax = 125;
    private const int MaskSize = 4;

    public bool IsControl => Opcode >= FrameOpcode.Close;

    /// <summary>Reads a head from the start of what has come in.</summary>
    public static FrameReadStatus TryRead(in ReadOnlySequence<byte> buffer, out FrameHeader header)
    {
        Span<byte> copy = stackalloc byte[SizeMax];
        var known = copy[..(int)Math.Min(buffer.Length, SizeMax)];
        buffer.Slice(0, known.Length).CopyTo(known);
        return TryRead(known, out header);
    }

    private static FrameReadStatus TryRead(ReadOnlySpan<byte> bytes, out FrameHeader header)
    {
        header = default;
        if (bytes.Length < 2)
            return FrameReadStatus.Incomplete;
        var opcode = (FrameOpcode)(bytes[0] & 0x0F);
        var isFinal = (bytes[0] & 0x80) != 0;
        var isControl = opcode >= FrameOpcode.Close;
        var shortLength = bytes[1] & 0x7F;
        // No extension was agreed on, so the reserved bits mean nothing; and a client masks, always.
        if ((bytes[0] & 0x70) != 0 || (bytes[1] & 0x80) == 0 || !Enum.IsDefined(opcode))
            return FrameReadStatus.Broken;
        if (isControl && (!isFinal || shortLength > ControlLengthMax))
            return FrameReadStatus.Broken;
        var lengthSize = shortLength switch { 126 => 2, 127 => 8, _ => 0 };
        var size = 2 + lengthSize + MaskSize;
        if (bytes.Length < size)
            return FrameReadStatus.Incomplete;
        ulong length = lengthSize switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            8 => BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]),
            _ => (ulong)shortLength,
        };
        var isMinimal = lengthSize switch { 2 => length > ControlLengthMax, 8 => length > ushort.MaxValue, _ => true };
        if (!isMinimal || length > long.MaxValue)
            return FrameReadStatus.Broken;
        var mask = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(size - MaskSize)..]);
        header = new FrameHeader(opcode, isFinal, (long)length, mask, size);
        return FrameReadStatus.Complete;
    }
}
