using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using Parley.Protocol.Json;
using Parley.Protocol.Packets;

namespace Parley.Protocol.Tests.Json;

public class JsonPacketCodecPropertyTests
{
    private static readonly JsonPacketCodec Codec = new();

    // What makes JSON go wrong more often than bytes by chance.
    private static readonly Gen<byte> SpoilingByte = Gen.OneOf(
        Gen.OneOf("{}[]\",:\\u0-eE.nd "u8.ToArray()), Gen.Byte, Gen.OneOf<byte>(0x00, 0x7f, 0xc3, 0xe2, 0xed, 0xf0, 0xff));

    [Fact]
    public void Any_packet_of_a_client_survives() =>
        PacketGen.Client.Sample(
            packet => Assert.Equal(PacketText.Of(packet), PacketText.Of(Codec.DecodeClient(Encode(packet)))), iter: 3000);

    [Fact]
    public void Any_packet_of_a_server_survives() =>
        PacketGen.Server.Sample(
            packet => Assert.Equal(PacketText.Of(packet, true), PacketText.Of(Codec.DecodeServer(Encode(packet)), true)), iter: 3000);

    [Fact]
    public void Any_packet_is_JSON_for_others() =>
        Gen.OneOf(PacketGen.Client.Select(Encode), PacketGen.Server.Select(Encode)).Sample(
            frame =>
            {
                using var document = JsonDocument.Parse(frame);
                Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
            }, iter: 1000);

    [Fact]
    public void Any_bytes_are_a_packet_or_none() =>
        Gen.OneOf(Gen.Byte.Array[0, 60], SpoilingByte.Array[0, 60]).Sample(IsReadOrRefused, iter: 5000);

    [Fact]
    public void Any_spoilt_packet_is_a_packet_or_none() =>
        Gen.Select(
            Gen.OneOf(PacketGen.Client.Select(Encode), PacketGen.Server.Select(Encode)),
            Gen.Select(Gen.Int[0, 1 << 20], Gen.Int[0, 6], SpoilingByte.Array[0, 6]).Array[1, 3],
            (frame, cuts) => cuts.Aggregate(frame, Spoil)).Sample(IsReadOrRefused, iter: 8000);

    [Fact]
    public void Any_bytes_are_a_value_or_none() =>
        Gen.OneOf(SpoilingByte.Array[0, 30], JsonGen.Value.Select(Encoding.UTF8.GetBytes)).Sample(
            bytes =>
            {
                if (Payload.TryParse(bytes, out var value) && !value.IsNull)
                    JsonDocument.Parse(value.Utf8).Dispose();
            }, iter: 3000);

    [Fact]
    public void Merging_a_value_twice_is_merging_it_once() =>
        Gen.Select(JsonGen.AnyValue, JsonGen.AnyValue).Sample(
            (stored, patch) =>
            {
                var once = PayloadMerge.Merge(stored, patch, out _);
                Assert.Equal(once, PayloadMerge.Merge(once, patch, out _));
            }, iter: 3000);

    // What is read is more than a guess: written again, it says the same.
    private static void IsReadOrRefused(byte[] frame)
    {
        if (Codec.DecodeClient(frame) is { } client)
            Assert.Equal(PacketText.Of(client), PacketText.Of(Codec.DecodeClient(Encode(client))));
        if (Codec.DecodeServer(frame) is { } server)
            Encode(server);
    }

    private static byte[] Spoil(byte[] frame, (int At, int Removed, byte[] Added) cut)
    {
        var at = cut.At % (frame.Length + 1);
        return [.. frame[..at], .. cut.Added, .. frame[Math.Min(frame.Length, at + cut.Removed)..]];
    }

    private static byte[] Encode(ClientPacket packet)
    {
        var output = new ArrayBufferWriter<byte>();
        Codec.Encode(packet, output);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Encode(ServerPacket packet)
    {
        var output = new ArrayBufferWriter<byte>();
        Codec.Encode(packet, output);
        return output.WrittenSpan.ToArray();
    }
}
