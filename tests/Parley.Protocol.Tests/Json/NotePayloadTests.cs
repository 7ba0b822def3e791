using System.Text;
using Parley.Protocol.Json;
using Parley.Protocol.Packets.Client;

namespace Parley.Protocol.Tests.Json;

public sealed class NotePayloadTests
{
    private static readonly JsonPacketCodec Codec = new();

    [Theory]
    [InlineData("""{"note":{"topic":"grpX","what":"data"}}""", false, false)]
    [InlineData("""{"note":{"topic":"grpX","what":"data","payload":null}}""", true, true)]
    [InlineData("""{"note":{"topic":"grpX","what":"data","payload":[1]}}""", true, false)]
    public void A_null_payload_is_told_from_none_and_stays_so(string json, bool hasPayload, bool isNull)
    {
        var note = Decode(json);
        Assert.Equal((hasPayload, isNull), (note.HasPayload, note.HasNullPayload));
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        Codec.Encode(note, buffer);
        Assert.Equal(note, Decode(Encoding.UTF8.GetString(buffer.WrittenSpan)));
    }

    private static NotePacket Decode(string json) => Assert.IsType<NotePacket>(Codec.DecodeClient(Encoding.UTF8.GetBytes(json)));
}
