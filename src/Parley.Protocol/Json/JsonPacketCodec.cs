using System.Buffers;
using System.Text.Json;
using Parley.Protocol.Packets;

namespace Parley.Protocol.Json;

/// <summary>
/// Packets as JSON objects, one a frame (part A 1.1 to 1.4). What clients send is read as leniently as the reference does it; what a
/// server sends is written as compactly as the protocol allows. Free-form values are carried as the text that they are.
/// Thread-safe.
/// </summary>
public sealed class JsonPacketCodec : IPacketCodec
{
    // Writers are bound to their output anew for every packet: one per thread saves one per packet.
    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <inheritdoc/>
    public ClientPacket? DecodeClient(ReadOnlySpan<byte> frame)
    {
        try
        {
            return JsonClientReader.Read(JsonText.Repair(frame));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public ServerPacket? DecodeServer(ReadOnlySpan<byte> frame)
    {
        try
        {
            return JsonServerReader.Read(JsonText.Repair(frame));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Members that are empty are left out, and times are cut to milliseconds, as the protocol asks for.</summary>
    public void Encode(ServerPacket packet, IBufferWriter<byte> output)
    {
        var writer = WriterTo(output);
        JsonServerWriter.Write(writer, packet);
        writer.Flush();
    }

    /// <summary>Members that are null, zero or false are left out. Nothing else is lost.</summary>
    public void Encode(ClientPacket packet, IBufferWriter<byte> output)
    {
        var writer = WriterTo(output);
        JsonClientWriter.Write(writer, packet);
        writer.Flush();
    }

    private static Utf8JsonWriter WriterTo(IBufferWriter<byte> output)
    {
        if (_writer is null)
            return _writer = new Utf8JsonWriter(output, JsonText.Compact);
        _writer.Reset(output);
        return _writer;
    }
}
