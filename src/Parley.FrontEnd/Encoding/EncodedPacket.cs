using System.Buffers;
using Parley.Protocol;
using Parley.Protocol.Packets;

namespace Parley.FrontEnd.Encoding;

/// <summary>A packet on its way to sessions, with its bytes: however many sessions receive it, each codec encodes it once.</summary>
public sealed class EncodedPacket
{
    /// <summary>The answer to a network probe: no packet, one character (part A 1.1).</summary>
    public static readonly EncodedPacket ProbeAnswer = new("0"u8.ToArray());

    private const int ScratchBytesMax = 256 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _scratch;

    private readonly byte[]? _raw;
    private volatile Form? _forms;

    public EncodedPacket(ServerPacket packet) => Packet = packet;

    private EncodedPacket(byte[] raw) => _raw = raw;

    /// <summary>Null for what is no packet.</summary>
    public ServerPacket? Packet { get; }

    /// <summary>The bytes in a wire format. They must not be changed.</summary>
    public byte[] BytesFor(IPacketCodec codec)
    {
        if (_raw is not null)
            return _raw;
        for (var form = _forms; form is not null; form = form.Next)
        {
            if (ReferenceEquals(form.Codec, codec))
                return form.Bytes;
        }
        // Two threads at once may both encode: one result is lost, which is cheaper than a lock for every packet.
        var bytes = Encode(codec, Packet!);
        _forms = new Form(codec, bytes, _forms);
        return bytes;
    }

    private static byte[] Encode(IPacketCodec codec, ServerPacket packet)
    {
        var scratch = _scratch ??= new ArrayBufferWriter<byte>(1024);
        scratch.ResetWrittenCount();
        codec.Encode(packet, scratch);
        var bytes = scratch.WrittenSpan.ToArray();
        if (scratch.Capacity > ScratchBytesMax)
            _scratch = null;
        return bytes;
    }

    private sealed record Form(IPacketCodec Codec, byte[] Bytes, Form? Next);
}
