using System.Buffers;

namespace Parley.FrontEnd.Transports.WebSocket;

/// <summary>
/// Makes messages out of a client's frames: takes the mask off, joins fragments, lets control frames in between pass. Holds a buffer
/// only while a message is read.
/// </summary>
public sealed class MessageReader(int messageBytesMax) : IDisposable
{
    private byte[]? _joined;
    private int _joinedLength;
    private bool _isInMessage;

    /// <summary>
    /// Takes one frame off the front of <paramref name="buffer"/>. If a message is complete with it, <paramref name="message"/> has
    /// its opcode and payload, valid until the next call.
    /// </summary>
    public FrameReadStatus TryRead(ref ReadOnlySequence<byte> buffer, out FrameOpcode opcode, out ReadOnlyMemory<byte> message)
    {
        (opcode, message) = (FrameOpcode.Continuation, default);
        Release();
        while (true)
        {
            var status = FrameHeader.TryRead(buffer, out var header);
            if (status != FrameReadStatus.Complete)
                return status;
            if (header.IsControl)
                return TryReadControl(ref buffer, header, out opcode, out message);
            if (header.Opcode == FrameOpcode.Continuation != _isInMessage)
                return FrameReadStatus.Broken;
            // Before the payload has come: what is too large is not even waited for.
            if (header.Length > messageBytesMax - _joinedLength)
                return FrameReadStatus.TooLarge;
            if (buffer.Length < header.Size + header.Length)
                return FrameReadStatus.Incomplete;
            Append(buffer.Slice(header.Size, header.Length), header.Mask);
            buffer = buffer.Slice(header.Size + header.Length);
            _isInMessage = !header.IsFinal;
            if (!header.IsFinal)
                continue;
            opcode = FrameOpcode.Text;
            message = _joined.AsMemory(0, _joinedLength);
            return FrameReadStatus.Complete;
        }
    }

    public void Dispose()
    {
        _isInMessage = false;
        Release();
    }

    private static FrameReadStatus TryReadControl(
        ref ReadOnlySequence<byte> buffer, in FrameHeader header, out FrameOpcode opcode, out ReadOnlyMemory<byte> message)
    {
        (opcode, message) = (header.Opcode, default);
        if (buffer.Length < header.Size + header.Length)
            return FrameReadStatus.Incomplete;
        var payload = buffer.Slice(header.Size, header.Length).ToArray();
        FrameMask.Apply(payload, header.Mask);
        message = payload;
        buffer = buffer.Slice(header.Size + header.Length);
        return FrameReadStatus.Complete;
    }

    private void Append(in ReadOnlySequence<byte> payload, uint mask)
    {
        var length = (int)payload.Length;
        if (_joined is null || _joined.Length < _joinedLength + length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_joinedLength + length, _joinedLength * 2));
            _joined?.AsSpan(0, _joinedLength).CopyTo(larger);
            if (_joined is not null)
                ArrayPool<byte>.Shared.Return(_joined);
            _joined = larger;
        }
        var target = _joined.AsSpan(_joinedLength, length);
        payload.CopyTo(target);
        FrameMask.Apply(target, mask);
        _joinedLength += length;
    }

    private void Release()
    {
        if (_joined is null || _isInMessage)
            return;
        ArrayPool<byte>.Shared.Return(_joined);
        (_joined, _joinedLength) = (null, 0);
    }
}
