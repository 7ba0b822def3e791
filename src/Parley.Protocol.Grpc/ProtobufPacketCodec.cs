using System.Buffers;
using Google.Protobuf;
using Parley.Protocol.Packets;

namespace Parley.Protocol.Grpc;

/// <summary>
/// Packets as the messages <c>ClientMsg</c> and <c>ServerMsg</c> of the gRPC contract (part A 1.3 to 1.5). Whatever the contract has a
/// field for is carried both ways. Thread-safe.
/// </summary>
/// <remarks>
/// The contract has no field for the time of <c>{ctrl}</c> and <c>{meta}</c>, the effective mode of access, numbers of subscribers, options
/// of deletion logs, and the notes "kpa", "kpv" and "data"; nor does it tell an empty text or list from none.
/// </remarks>
public sealed class ProtobufPacketCodec : IPacketCodec
{
    /// <summary>For those that are not made by a container: there is nothing to set.</summary>
    public static readonly ProtobufPacketCodec Shared = new();

    /// <inheritdoc/>
    public ClientPacket? DecodeClient(ReadOnlySpan<byte> frame)
    {
        try
        {
            return ClientReader.Read(Pbx.ClientMsg.Parser.ParseFrom(frame));
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public ServerPacket? DecodeServer(ReadOnlySpan<byte> frame)
    {
        try
        {
            return ServerReader.Read(Pbx.ServerMsg.Parser.ParseFrom(frame));
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Encode(ServerPacket packet, IBufferWriter<byte> output) => ServerWriter.Write(packet).WriteTo(output);

    /// <inheritdoc/>
    public void Encode(ClientPacket packet, IBufferWriter<byte> output) => ClientWriter.Write(packet).WriteTo(output);
}
