using System.Buffers;
using CsCheck;
using Parley.Protocol.Grpc;
using Parley.Protocol.Json;
using Parley.Protocol.Packets;
using Parley.Protocol.Tests.Json;

namespace Parley.Protocol.Tests.Grpc;

public class ProtobufPacketCodecPropertyTests
{
    private static readonly JsonPacketCodec Json = new();
    private static readonly ProtobufPacketCodec Protobuf = ProtobufPacketCodec.Shared;

    [Fact]
    public void Any_packet_of_a_client_survives_but_for_what_the_contract_has_no_place_for() =>
        PacketGen.Client.Sample(
            packet => Assert.Equal(Text(ContractForm.Of(packet)), Text(Protobuf.DecodeClient(Bytes(Protobuf, packet)))), iter: 3000);

    [Fact]
    public void Any_packet_of_a_server_survives_but_for_what_the_contract_has_no_place_for() =>
        PacketGen.Server.Sample(
            packet => Assert.Equal(Text(ContractForm.Of(packet)), Text(Protobuf.DecodeServer(Bytes(Protobuf, packet)))), iter: 3000);

    [Fact]
    public void Any_packet_of_a_client_means_the_same_as_JSON_and_as_protobuf() =>
        PacketGen.Client.Sample(
            packet =>
            {
                var fromJson = Json.DecodeClient(Bytes(Json, packet))!;
                var fromProtobuf = Protobuf.DecodeClient(Bytes(Protobuf, packet))!;
                Assert.Equal(Text(ContractForm.Of(fromJson)), Text(fromProtobuf));
                Assert.Equal(Text(fromProtobuf), Text(Json.DecodeClient(Bytes(Json, fromProtobuf))));
                Assert.Equal(Text(fromProtobuf), Text(Protobuf.DecodeClient(Bytes(Protobuf, fromJson))));
            }, iter: 3000);

    [Fact]
    public void Any_packet_of_a_server_means_the_same_as_JSON_and_as_protobuf() =>
        PacketGen.Server.Sample(
            packet =>
            {
                var fromJson = Json.DecodeServer(Bytes(Json, packet))!;
                var fromProtobuf = Protobuf.DecodeServer(Bytes(Protobuf, packet))!;
                Assert.Equal(Text(ContractForm.Of(fromJson)), Text(fromProtobuf));
                Assert.Equal(Text(fromProtobuf), Text(ContractForm.Of(Json.DecodeServer(Bytes(Json, fromProtobuf))!)));
                Assert.Equal(Text(fromProtobuf), Text(Protobuf.DecodeServer(Bytes(Protobuf, fromJson))));
            }, iter: 3000);

    [Fact]
    public void Any_bytes_are_a_packet_or_none() =>
        Gen.Byte.Array[0, 60].Sample(IsReadOrRefused, iter: 5000);

    [Fact]
    public void Any_spoilt_packet_is_a_packet_or_none() =>
        Gen.Select(
            Gen.OneOf(PacketGen.Client.Select(p => Bytes(Protobuf, p)), PacketGen.Server.Select(p => Bytes(Protobuf, p))),
            Gen.Select(Gen.Int[0, 1 << 20], Gen.Int[0, 6], Gen.Byte.Array[0, 6]).Array[1, 3],
            (frame, cuts) => cuts.Aggregate(frame, Spoil)).Sample(IsReadOrRefused, iter: 8000);

    // What is read is more than a guess: written again, it says the same.
    private static void IsReadOrRefused(byte[] frame)
    {
        if (Protobuf.DecodeClient(frame) is { } client)
            Assert.Equal(Text(ContractForm.Of(client)), Text(Protobuf.DecodeClient(Bytes(Protobuf, client))));
        if (Protobuf.DecodeServer(frame) is { } server)
            Assert.Equal(Text(ContractForm.Of(server)), Text(Protobuf.DecodeServer(Bytes(Protobuf, server))));
    }

    private static byte[] Spoil(byte[] frame, (int At, int Removed, byte[] Added) cut)
    {
        var at = cut.At % (frame.Length + 1);
        return [.. frame[..at], .. cut.Added, .. frame[Math.Min(frame.Length, at + cut.Removed)..]];
    }

    // Protobuf does not tell empty texts and lists from none.
    private static string Text(object? packet) => PacketText.Of(packet, isEmptyNothing: true);

    private static byte[] Bytes(IPacketCodec codec, ClientPacket packet)
    {
        var output = new ArrayBufferWriter<byte>();
        codec.Encode(packet, output);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Bytes(IPacketCodec codec, ServerPacket packet)
    {
        var output = new ArrayBufferWriter<byte>();
        codec.Encode(packet, output);
        return output.WrittenSpan.ToArray();
    }
}
