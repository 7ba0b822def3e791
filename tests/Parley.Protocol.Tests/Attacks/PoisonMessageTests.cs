using System.Buffers;
using System.Text;
using System.Text.Json;
using Parley.Protocol.Json;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;

namespace Parley.Protocol.Tests.Attacks;

/// <summary>Whatever content is accepted can be sent to every client: one message must not break the history of its readers.</summary>
public sealed class PoisonMessageTests
{
    private static readonly JsonPacketCodec Codec = new();

    public static TheoryData<string> Contents => new(
        "null", "\"\"", "{}", "[]", "true", "-0", "1e308", "1e-400", "123456789012345678901234567890", "0.1000000000000000055511151231257827",
        "\"\\u0000\"", "\"\\ud83d\\ude00\"", "\"\\u2028\\u2029\"", "\"<script>&amp;\\u003c\"", "{\"\":{\"\":\"\"}}", "{\"a\":1,\"a\":2}",
        "{\"__proto__\":{\"x\":1},\"constructor\":1}", "\"\\\\\\\"\\/\\b\\f\\n\\r\\t\"", " { \"spaced\" : [ 1 , 2 ] } ",
        "\"\ufeff\"", "\"\ud83d\ude00 \u202e\"", Nested('[', ']', 900), "\"" + new string('x', 100_000) + "\"");

    public static TheoryData<string> Refused => new(
        "\"\\ud800\"", "{\"\\udfff\":1}", "NaN", "1e", "01", "\"\n\"", "{\"a\"}", "[1,]", Nested('[', ']', 1_200), Nested('[', ']', 60_000));

    [Theory]
    [MemberData(nameof(Contents))]
    public void Accepted_content_is_sent_as_valid_json(string content)
    {
        var pub = Assert.IsType<PubPacket>(Decode(content));
        var data = Encode(new DataPacket { Topic = "grpAQAAAAAAAAA", Seq = 1, Head = pub.Head, Content = pub.Content });
        using var parsed = JsonDocument.Parse(data, new JsonDocumentOptions { MaxDepth = 2_000 });
        Assert.True(parsed.RootElement.GetProperty("data").TryGetProperty("content", out _));
        Assert.NotNull(Codec.DecodeServer(data));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Content_that_clients_could_not_read_is_accepted_only_in_a_form_that_they_can(string content)
    {
        if (Decode(content) is not PubPacket pub)
            return;
        using var parsed = JsonDocument.Parse(Encode(new DataPacket { Topic = "t", Seq = 1, Content = pub.Content }));
        Assert.Equal(JsonValueKind.Object, parsed.RootElement.ValueKind);
        _ = parsed.RootElement.ToString();
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        var frame = "{\"pub\":{\"topic\":\"me\",\"content\":\"ab\"}}"u8.ToArray();
        frame[^5] = 0xC3;
        frame[^4] = 0x28;
        if (Codec.DecodeClient(frame) is PubPacket pub)
            Assert.Equal(Encoding.UTF8.GetString(pub.Content.Utf8.Span), new UTF8Encoding(false, true).GetString(pub.Content.Utf8.Span));
    }

    private static ClientPacket? Decode(string content) => Codec.DecodeClient(Encoding.UTF8.GetBytes(
        "{\"pub\":{\"id\":\"1\",\"topic\":\"grpAQAAAAAAAAA\",\"head\":{\"x\":" + content + "},\"content\":" + content + "}}"));

    private static byte[] Encode(DataPacket packet)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Codec.Encode(packet, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private static string Nested(char open, char close, int levels) => new string(open, levels) + new string(close, levels);
}
