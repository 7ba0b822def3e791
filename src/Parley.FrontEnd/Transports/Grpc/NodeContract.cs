using System.Buffers;
using Google.Protobuf;
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

    private static readonly Method<Pbx.FileUpReq, Pbx.FileUpResp> LargeFileReceiveMethod = new(
        MethodType.ClientStreaming, ServiceName, nameof(LargeFileReceive), Of(Pbx.FileUpReq.Parser), Of(Pbx.FileUpResp.Parser));

    private static readonly Method<Pbx.FileDownReq, Pbx.FileDownResp> LargeFileServeMethod = new(
        MethodType.ServerStreaming, ServiceName, nameof(LargeFileServe), Of(Pbx.FileDownReq.Parser), Of(Pbx.FileDownResp.Parser));

    /// <summary>Called by the gRPC library; methods are found in the service by their names.</summary>
    public static void Bind(ServiceBinderBase binder, NodeContract? service)
    {
        ArgumentNullException.ThrowIfNull(binder);
        binder.AddMethod(MessageLoopMethod, service is null ? null! : service.MessageLoop);
        binder.AddMethod(LargeFileReceiveMethod, service is null ? null! : service.LargeFileReceive);
        binder.AddMethod(LargeFileServeMethod, service is null ? null! : service.LargeFileServe);
    }

    /// <summary>A session, for as long as the call lasts.</summary>
    public abstract Task MessageLoop(
        IAsyncStreamReader<ClientFrame> requests, IServerStreamWriter<byte[]> responses, ServerCallContext context);

    /// <summary>Takes a file in.</summary>
    public abstract Task<Pbx.FileUpResp> LargeFileReceive(IAsyncStreamReader<Pbx.FileUpReq> requests, ServerCallContext context);

    /// <summary>Hands a file out.</summary>
    public abstract Task LargeFileServe(Pbx.FileDownReq request, IServerStreamWriter<Pbx.FileDownResp> responses, ServerCallContext context);

    private static Marshaller<T> Of<T>(MessageParser<T> parser) where T : class, IMessage<T> => Marshallers.Create<T>(
        static (message, context) =>
        {
            context.SetPayloadLength(message.CalculateSize());
            message.WriteTo(context.GetBufferWriter());
            context.Complete();
        },
        context => parser.ParseFrom(context.PayloadAsReadOnlySequence()));

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
