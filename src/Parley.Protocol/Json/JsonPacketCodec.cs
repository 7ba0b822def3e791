using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Protocol.Packets;

namespace Parley.Protocol.Json;

/// <summary>Packets as JSON: one object a packet, UTF-8.</summary>
public sealed class JsonPacketCodec : IPacketCodec
{
    public static readonly JsonPacketCodec Instance = new();

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        MaxDepth = JsonCursor.DepthMax,
    };

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

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

    public void Encode(ServerPacket packet, IBufferWriter<byte> output)
    {
        var writer = WriterTo(output);
        JsonServerWriter.Write(writer, packet);
        writer.Flush();
    }

    public void Encode(ClientPacket packet, IBufferWriter<byte> output)
    {
        var writer = WriterTo(output);
        JsonClientWriter.Write(writer, packet);
        writer.Flush();
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "Kept for the next packet of this thread.")]
    private static Utf8JsonWriter WriterTo(IBufferWriter<byte> output)
    {
        if (_writer is null)
            return _writer = new Utf8JsonWriter(output, WriterOptions);
        _writer.Reset(output);
        return _writer;
    }
}
