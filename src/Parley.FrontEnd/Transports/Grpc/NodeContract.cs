using System.Buffers;
using Grpc.Core;
using Parley.Protocol.Grpc;

namespace Parley.FrontEnd.Transports.Grpc;

/// <summary>
/// The methods of <c>pbx.Node</c>, bound by hand: what sessions get are bytes that were encoded once for all of them, and what they send is
/// read by the codec, which answers for what it cannot read.
/// </summary>
public static class NodeContract
{
    public const string ServiceName = "pbx.Node";

    private static readonly Method<ClientFrame, byte[]> MessageLoop = new(
        MethodType.DuplexStreaming,
        ServiceName,
        nameof(MessageLoop),
        Marshallers.Create<ClientFrame>(static (_, _) => throw new NotSupportedException("Servers read frames of clients."), ReadFrame),
        Marshallers.Create<byte[]>(
            static (bytes, context) => context.Complete(bytes), static context => context.PayloadAsNewBuffer()));

    /// <summary>Called by the gRPC library; methods are found in the service by their names.</summary>
    public static void Bind(ServiceBinderBase binder, NodeService? service)
    {
        ArgumentNullException.ThrowIfNull(binder);
        binder.AddMethod(MessageLoop, service is null ? null! : service.MessageLoop);
    }

    private static ClientFrame ReadFrame(DeserializationContext context)
    {
        var payload = context.PayloadAsReadOnlySequence();
        if (payload.IsSingleSegment)
            return new ClientFrame(ProtobufPacketCodec.Shared.DecodeClient(payload.FirstSpan));
        var length = (int)payload.Length;
        var joined = ArrayPool<byte>.Shared.Rent(length);
        payload.CopyTo(joined);
        var frame = new ClientFrame(ProtobufPacketCodec.Shared.DecodeClient(joined.AsSpan(0, length)));
        ArrayPool<byte>.Shared.Return(joined);
        return frame;
    }
}
