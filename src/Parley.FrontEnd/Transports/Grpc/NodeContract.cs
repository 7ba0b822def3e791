using System.Buffers;
using Grpc.Core;
using Parley.Protocol.Grpc;

namespace Parley.FrontEnd.Transports.Grpc;

/// <summary>
/// The methods of <c>pbx.Node</c>, bound by hand: what sessions get are bytes that were encoded once for all of them, and what they send is
/// read by the codec, which answers for what it cannot read.
/// </summary>
[BindServiceMethod(typeof(NodeContract), nameof(Bind))]
public abstract class NodeContract
{
    public const string ServiceName = "pbx.Node";

    private static readonly Method<ClientFrame, byte[]> MessageLoopMethod = new(
        MethodType.DuplexStreaming,
        ServiceName,
        nameof(MessageLoop),
        Marshallers.Create<ClientFrame>(static (_, _) => throw new NotSupportedException("Servers read frames of clients."), ReadFrame),
        Marshallers.Create<byte[]>(
            static (bytes, context) => context.Complete(bytes), static context => context.PayloadAsNewBuffer()));

    /// <summary>Called by the gRPC library; methods are found in the service by their names.</summary>
    public static void Bind(ServiceBinderBase binder, NodeContract? service)
    {
        ArgumentNullException.ThrowIfNull(binder);
        binder.AddMethod(MessageLoopMethod, service is null ? null! : service.MessageLoop);
    }

    /// <summary>A session, for as long as the call lasts.</summary>
    public abstract Task MessageLoop(
        IAsyncStreamReader<ClientFrame> requests, IServerStreamWriter<byte[]> responses, ServerCallContext context);

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
