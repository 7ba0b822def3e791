using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Parley.Load.Wire;

/// <summary>Bytes waiting to be sent, to which masked WebSocket frames are appended. Not thread-safe.</summary>
internal sealed class OutBuffer
{
    private const int FinalFrame = 0x80;
    private const int MaskBit = 0x80;

    private byte[] _bytes = new byte[512];
    private int _start;
    private int _end;
    private uint _maskState = (uint)Random.Shared.Next() | 1;

    public bool IsEmpty => _start == _end;

    public ReadOnlyMemory<byte> Pending => _bytes.AsMemory(_start, _end - _start);

    /// <summary>Forgets bytes from the front that were sent.</summary>
    public void Consume(int count)
    {
        _start += count;
        if (_start == _end) _start = _end = 0;
    }

    public void AppendRaw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    public void AppendFrame(int opcode, ReadOnlySpan<byte> payload)
    {
        var lengthBytes = payload.Length switch { < 126 => 0, <= ushort.MaxValue => 2, _ => 8 };
        var frame = Reserve(6 + lengthBytes + payload.Length);
        frame[0] = (byte)(FinalFrame | opcode);
        switch (lengthBytes)
        {
            case 0:
                frame[1] = (byte)(MaskBit | payload.Length);
                break;
            case 2:
                frame[1] = MaskBit | 126;
                BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)payload.Length);
                break;
            default:
                frame[1] = MaskBit | 127;
                BinaryPrimitives.WriteUInt64BigEndian(frame[2..], (ulong)payload.Length);
                break;
        }

        var mask = NextMask();
        BinaryPrimitives.WriteUInt32LittleEndian(frame[(2 + lengthBytes)..], mask);
        Mask(payload, frame[(6 + lengthBytes)..], mask);
    }

    private static void Mask(ReadOnlySpan<byte> source, Span<byte> target, uint mask)
    {
        var wideMask = mask | ((ulong)mask << 32);
        var wideSource = MemoryMarshal.Cast<byte, ulong>(source);
        var wideTarget = MemoryMarshal.Cast<byte, ulong>(target);
        for (var i = 0; i < wideSource.Length; i++) wideTarget[i] = wideSource[i] ^ wideMask;
        for (var i = wideSource.Length * sizeof(ulong); i < source.Length; i++)
            target[i] = (byte)(source[i] ^ (byte)(mask >> (8 * (i & 3))));
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _end < count)
        {
            var pending = Pending;
            var target = pending.Length + count > _bytes.Length ? new byte[Math.Max(2 * _bytes.Length, pending.Length + count)] : _bytes;
            pending.CopyTo(target);
            _bytes = target;
            _start = 0;
            _end = pending.Length;
        }

        var span = _bytes.AsSpan(_end, count);
        _end += count;
        return span;
    }

    private uint NextMask()
    {
        // Xorshift: masks need not be secret towards a server under test, only different from zero and from each other.
        _maskState ^= _maskState << 13;
        _maskState ^= _maskState >> 17;
        _maskState ^= _maskState << 5;
        return _maskState;
    }
}
