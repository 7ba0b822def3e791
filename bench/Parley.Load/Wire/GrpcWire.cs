using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Grpc.Core;
using Grpc.Net.Client;
using Parley.Protocol;
using Parley.Protocol.Grpc;
using Parley.Protocol.Json;

namespace Parley.Load.Wire;

/// <summary>
/// A gRPC client with a connection of its own, as each user's device has. Scenarios speak JSON, which is translated here: that costs the
/// load tool time, but not the server.
/// </summary>
internal sealed class GrpcWire : IWire
{
    private static readonly JsonPacketCodec Json = new();
    private static readonly ProtobufPacketCodec Protobuf = ProtobufPacketCodec.Shared;
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(static bytes => bytes, static (byte[] bytes) => bytes);

    private static readonly Method<byte[], byte[]> MessageLoop =
        new(MethodType.DuplexStreaming, "pbx.Node", "MessageLoop", Raw, Raw);

    private readonly GrpcChannel _channel;
    private readonly AsyncDuplexStreamingCall<byte[], byte[]> _call;
    private readonly IPacketSink _sink;
    private readonly Channel<byte[]> _out = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ArrayBufferWriter<byte> _in = new(1024);
    private int _isClosed;

    private GrpcWire(GrpcChannel channel, IPacketSink sink)
    {
        _channel = channel;
        _sink = sink;
        _call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(MessageLoop, null, new CallOptions());
        _ = WriteAsync();
        _ = ReadAsync();
    }

    /// <summary>Opens a stream, which connects with the first packet: the sink hears of it if that fails.</summary>
    /// <param name="server">Where the server listens for gRPC.</param>
    /// <param name="source">Local address to connect from, null for any.</param>
    /// <param name="sink">Takes what arrives.</param>
    public static GrpcWire Open(IPEndPoint server, IPAddress? source, IPacketSink sink)
    {
        var channel = GrpcChannel.ForAddress($"http://{server}", new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { ConnectCallback = (_, cancelled) => ConnectAsync(server, source, cancelled) },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = null,
        });
        return new GrpcWire(channel, sink);
    }

    public void Write(ReadOnlySpan<byte> packet)
    {
        var bytes = new ArrayBufferWriter<byte>(packet.Length + 16);
        Protobuf.Encode(Json.DecodeClient(packet)!, bytes);
        _out.Writer.TryWrite(bytes.WrittenSpan.ToArray());
    }

    /// <summary>Closes without a word; the sink is not told.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0) return;
        Close();
    }

    private static async ValueTask<Stream> ConnectAsync(IPEndPoint server, IPAddress? source, CancellationToken token)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (source is not null) socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(server, token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var bytes in _out.Reader.ReadAllAsync()) await _call.RequestStream.WriteAsync(bytes);
        }
        catch (Exception exception) when (exception is RpcException or IOException or InvalidOperationException or OperationCanceledException)
        {
            Fail(exception.Message);
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _call.ResponseStream.MoveNext(CancellationToken.None)) Take(_call.ResponseStream.Current);
            Fail("ended by the server");
        }
        catch (Exception exception) when (exception is RpcException or IOException or InvalidOperationException or OperationCanceledException)
        {
            Fail(exception.Message);
        }
    }

    private void Take(byte[] message)
    {
        var now = Stopwatch.GetTimestamp();
        if (Protobuf.DecodeServer(message) is not { } packet) return;
        _in.ResetWrittenCount();
        Json.Encode(packet, _in);
        _sink.OnPacket(_in.WrittenSpan, now);
    }

    private void Fail(string reason)
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0) return;
        Close();
        _sink.OnClosed(reason);
    }

    private void Close()
    {
        _out.Writer.TryComplete();
        _call.Dispose();
        _channel.Dispose();
    }
}
