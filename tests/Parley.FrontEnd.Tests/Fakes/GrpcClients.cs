using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parley.FrontEnd.Transports.Grpc;
using SessionOptions = Parley.FrontEnd.Sessions.SessionOptions;

namespace Parley.FrontEnd.Tests.Fakes;

/// <summary>A front end that speaks gRPC, and clients made from the contract.</summary>
public sealed class GrpcClients : IAsyncDisposable
{
    public const int MessageBytesMax = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(static bytes => bytes, static (byte[] bytes) => bytes);

    /// <summary>The message loop for those who send whatever bytes they like.</summary>
    public static readonly Method<byte[], byte[]> RawMethod =
        new(MethodType.DuplexStreaming, NodeContract.ServiceName, "MessageLoop", Raw, Raw);

    private GrpcClients(FrontEndHost host)
    {
        Host = host;
        Channel = Connect();
    }

    public FrontEndHost Host { get; }

    /// <summary>The connection of all who do not ask for one of their own.</summary>
    public GrpcChannel Channel { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<GrpcClients> StartAsync() => new(await FrontEndHost.StartAsync(
        new FrontEndOptions { ServingAt = "http://:6060/", Grpc = new GrpcDoorOptions { HasHealth = true, HasReflection = true } },
        new SessionOptions { MessageBytesMax = MessageBytesMax, UnauthenticatedPerAddressMax = 8, WriteTimeout = TimeSpan.FromSeconds(1) },
        protocols: HttpProtocols.Http2));

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>One more connection.</summary>
    public GrpcChannel Connect() => GrpcChannel.ForAddress(Host.Address, new GrpcChannelOptions
    {
        MaxReceiveMessageSize = null, MaxSendMessageSize = null,
        ServiceConfig = new ServiceConfig(),
    });

    public AsyncDuplexStreamingCall<Pbx.ClientMsg, Pbx.ServerMsg> Open(GrpcChannel? channel = null) =>
        new Pbx.Node.NodeClient(channel ?? Channel).MessageLoop(cancellationToken: Token);

    public async Task<AsyncDuplexStreamingCall<Pbx.ClientMsg, Pbx.ServerMsg>> LoggedInAsync(GrpcChannel? channel = null)
    {
        Host.Accounts.LetIn(World.Alice);
        var call = Open(channel);
        Assert.Equal(201, (await AskAsync(call, Hi("1"))).Ctrl.Code);
        Assert.Equal(200, (await AskAsync(call, new Pbx.ClientMsg { Login = new Pbx.ClientLogin { Id = "2", Scheme = "basic" } })).Ctrl.Code);
        return call;
    }

    public static Pbx.ClientMsg Hi(string id) => new() { Hi = new Pbx.ClientHi { Id = id, Ver = "0.25" } };

    public static async Task<Pbx.ServerMsg> AskAsync(AsyncDuplexStreamingCall<Pbx.ClientMsg, Pbx.ServerMsg> call, Pbx.ClientMsg message)
    {
        await call.RequestStream.WriteAsync(message, Token);
        return await ReceiveAsync(call);
    }

    public static async Task<Pbx.ServerMsg> ReceiveAsync(AsyncDuplexStreamingCall<Pbx.ClientMsg, Pbx.ServerMsg> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(Token).WaitAsync(Patience, Token));
        return call.ResponseStream.Current;
    }

    /// <summary>How a stream has ended that says nothing more.</summary>
    public static async Task<Status> EndOf(AsyncDuplexStreamingCall<Pbx.ClientMsg, Pbx.ServerMsg> call)
    {
        try
        {
            Assert.False(await call.ResponseStream.MoveNext(Token).WaitAsync(Patience, Token));
            return call.GetStatus();
        }
        catch (RpcException end)
        {
            return end.Status;
        }
    }

    public static (int Code, string Text, string Id) Told(Pbx.ServerCtrl ctrl) => (ctrl.Code, ctrl.Text, ctrl.Id);
}
