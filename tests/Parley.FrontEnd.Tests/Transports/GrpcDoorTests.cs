using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using Grpc.Reflection.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.FrontEnd.Hosting;
using Parley.FrontEnd.Sessions;
using Parley.FrontEnd.Tests.Fakes;
using Parley.FrontEnd.Topics;
using Parley.FrontEnd.Transports.Grpc;
using Parley.Protocol;
using Parley.Protocol.Json;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using SessionOptions = Parley.FrontEnd.Sessions.SessionOptions;

namespace Parley.FrontEnd.Tests.Transports;

/// <summary>The gRPC door as clients meet it: a real server on a port of its own, clients made from the contract.</summary>
public sealed class GrpcDoorTests : IAsyncLifetime
{
    private const int MessageBytesMax = 64 * 1024;

    private readonly FakeRouter _router = new();
    private readonly FakeAccounts _accounts = new();
    private WebApplication _server = null!;
    private Uri _address = null!;
    private GrpcChannel _channel = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SessionRegistry Registry => _server.Services.GetRequiredService<SessionRegistry>();

    private DeliveryReceiver Receiver => _server.Services.GetRequiredService<DeliveryReceiver>();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton<ITopicRouter>(_router);
        builder.Services.AddSingleton<IAccountGate>(_accounts);
        builder.Services.AddSingleton<IPacketCodec, JsonPacketCodec>();
        builder.Services.AddSingleton(s => new IdSource(new UidCipher(new byte[16]), 1, TimeProvider.System));
        builder.Services.AddSingleton(new FrontEndOptions
        {
            ApiKeySalt = [1], ServingAt = "http://:6060/", Grpc = new GrpcDoorOptions { HasHealth = true, HasReflection = true },
        });
        builder.Services.AddSingleton(new SessionOptions
        {
            MessageBytesMax = MessageBytesMax, UnauthenticatedPerAddressMax = 8, WriteTimeout = TimeSpan.FromSeconds(1),
        });
        builder.Services.AddParleyFrontEnd();
        _server = builder.Build();
        _server.MapParleyFrontEnd();
        await _server.StartAsync(Token);
        _address = new Uri(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        _channel = Connect();
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    private GrpcChannel Connect() => GrpcChannel.ForAddress(_address, new GrpcChannelOptions
    {
        MaxReceiveMessageSize = null, MaxSendMessageSize = null,
        ServiceConfig = new ServiceConfig(),
    });

    private AsyncDuplexStreamingCall<Pbx.ClientMsg, Pbx.ServerMsg> Open(GrpcChannel? channel = null) =>
        new Pbx.Node.NodeClient(channel ?? _channel).MessageLoop(cancellationToken: Token);

    private async Task<AsyncDuplexStreamingCall<Pbx.ClientMsg, Pbx.ServerMsg>> LoggedInAsync(GrpcChannel? channel = null)
    {
        _accounts.Answer = (_, _) => ValueTask.FromResult(
            new AccountReply(ReplyCodes.Ok) { LoggedIn = World.Alice, Level = Protocol.Access.AuthLevel.Authenticated });
        var call = Open(channel);
        Assert.Equal(201, (await AskAsync(call, Hi("1"))).Ctrl.Code);
        Assert.Equal(200, (await AskAsync(call, new Pbx.ClientMsg { Login = new Pbx.ClientLogin { Id = "2", Scheme = "basic" } })).Ctrl.Code);
        return call;
    }

    private static Pbx.ClientMsg Hi(string id) => new() { Hi = new Pbx.ClientHi { Id = id, Ver = "0.25" } };

    private static async Task<Pbx.ServerMsg> AskAsync(AsyncDuplexStreamingCall<Pbx.ClientMsg, Pbx.ServerMsg> call, Pbx.ClientMsg message)
    {
        await call.RequestStream.WriteAsync(message, Token);
        return await ReceiveAsync(call);
    }

    private static async Task<Pbx.ServerMsg> ReceiveAsync(AsyncDuplexStreamingCall<Pbx.ClientMsg, Pbx.ServerMsg> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(Token).WaitAsync(TimeSpan.FromSeconds(30), Token));
        return call.ResponseStream.Current;
    }

    private static async Task<StatusCode> EndOf(AsyncDuplexStreamingCall<Pbx.ClientMsg, Pbx.ServerMsg> call)
    {
        try
        {
            Assert.False(await call.ResponseStream.MoveNext(Token).WaitAsync(TimeSpan.FromSeconds(30), Token));
            return call.GetStatus().StatusCode;
        }
        catch (RpcException end)
        {
            return end.StatusCode;
        }
    }

    private async Task UntilNobodyIsThereAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Registry.Count > 0)
            await Task.Delay(10, limit.Token);
    }

    private void Attach(Session session) =>
        Receiver.Receive(World.Peers, [new Delivery.Attach(session.Id, World.Alice, World.Full, false, 0)]);

    private static Delivery.Broadcast Data(int seq, Payload content) => new(
        new PacketVariants(new DataPacket { Topic = "t", Seq = seq, Content = content, Timestamp = DateTime.UnixEpoch }), new Audience());

    [Fact]
    public async Task A_session_says_hi_without_a_key_logs_in_and_asks_a_topic()
    {
        using var call = Open();
        var hi = (await AskAsync(call, Hi("1"))).Ctrl;
        Assert.Equal((201, "created", "1"), (hi.Code, hi.Text, hi.Id));
        Assert.Equal(("\"http://:6060/\"", "1", $"{MessageBytesMax}"), (hi.Params["servingAt"].ToStringUtf8(),
            hi.Params["clusterSize"].ToStringUtf8(), hi.Params["maxMessageSize"].ToStringUtf8()));
        _accounts.Answer = (_, _) => ValueTask.FromResult(
            new AccountReply(ReplyCodes.Ok) { LoggedIn = World.Alice, Level = Protocol.Access.AuthLevel.Authenticated });
        await AskAsync(call, new Pbx.ClientMsg { Login = new Pbx.ClientLogin { Id = "2", Scheme = "basic" } });
        _router.OnPost = (topic, request) => Receiver.Receive(topic, [World.Answer(request, ReplyCodes.Ok)]);
        var sub = (await AskAsync(call, new Pbx.ClientMsg { Sub = new Pbx.ClientSub { Id = "3", Topic = "me" } })).Ctrl;
        Assert.Equal((200, "3", "me"), (sub.Code, sub.Id, sub.Topic));
    }

    [Fact]
    public async Task What_is_set_reaches_the_topic_with_aux()
    {
        using var call = await LoggedInAsync();
        Attach(Registry.All.Single());
        _router.OnPost = (topic, request) => Receiver.Receive(topic, [World.Answer(request, ReplyCodes.Ok)]);
        var query = new Pbx.SetQuery();
        query.Aux["pins"] = ByteString.CopyFromUtf8("[1]");
        var peer = World.Bob.ToString();
        await AskAsync(call, new Pbx.ClientMsg { Set = new Pbx.ClientSet { Id = "3", Topic = peer, Query = query } });
        Assert.Equal("""{"pins":[1]}""", Assert.IsType<SetPacket>(_router.Posted.Single().Request.Packet).Query.Aux.ToString());
    }

    [Fact]
    public async Task The_address_of_a_client_is_that_of_its_connection()
    {
        using var call = new Pbx.Node.NodeClient(_channel).MessageLoop(new Metadata { { "x-forwarded-for", "203.0.113.9" } }, cancellationToken: Token);
        await AskAsync(call, Hi("1"));
        Assert.StartsWith("127.0.0.1:", Registry.All.Single().Transport.RemoteAddress, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_with_nothing_set_costs_one_answer()
    {
        using var call = Open();
        foreach (var message in new[] { new Pbx.ClientMsg(), new Pbx.ClientMsg { Extra = new Pbx.ClientExtra() } })
            Assert.Equal((400, "malformed", ""), Told((await AskAsync(call, message)).Ctrl));
        Assert.Equal((400, "malformed", ""), Told((await AskAsync(call, new Pbx.ClientMsg { Hi = new Pbx.ClientHi() })).Ctrl));
        Assert.Equal(201, (await AskAsync(call, Hi("1"))).Ctrl.Code);
    }

    [Fact]
    public async Task A_set_without_a_query_is_malformed_and_names_what_it_was()
    {
        using var call = await LoggedInAsync();
        var answer = (await AskAsync(call, new Pbx.ClientMsg { Set = new Pbx.ClientSet { Id = "3", Topic = "me", Query = new Pbx.SetQuery() } })).Ctrl;
        Assert.Equal((400, "malformed", "3", "me"), (answer.Code, answer.Text, answer.Id, answer.Topic));
    }

    [Fact]
    public async Task Bytes_that_are_no_message_cost_one_answer()
    {
        using var call = _channel.CreateCallInvoker().AsyncDuplexStreamingCall(RawMethod, null, new CallOptions(cancellationToken: Token));
        // A length beyond the end, a field of type 7, groups in groups without end.
        byte[][] spoilt = [[0x0A, 0x7F], [0x0F], [.. Enumerable.Repeat(new byte[] { 0x9B, 0x06 }, 20_000).SelectMany(tag => tag)]];
        foreach (var bytes in spoilt)
        {
            await call.RequestStream.WriteAsync(bytes, Token);
            Assert.True(await call.ResponseStream.MoveNext(Token));
            Assert.Equal((400, "malformed", ""), Told(Pbx.ServerMsg.Parser.ParseFrom(call.ResponseStream.Current).Ctrl));
        }
        await call.RequestStream.WriteAsync(Hi("1").ToByteArray(), Token);
        Assert.True(await call.ResponseStream.MoveNext(Token));
        Assert.Equal(201, Pbx.ServerMsg.Parser.ParseFrom(call.ResponseStream.Current).Ctrl.Code);
    }

    [Fact]
    public async Task Content_nested_too_deep_is_no_content()
    {
        using var call = await LoggedInAsync();
        Attach(Registry.All.Single());
        _router.OnPost = (topic, request) => Receiver.Receive(topic, [World.Answer(request, ReplyCodes.Accepted)]);
        var content = ByteString.CopyFromUtf8(new string('[', 30_000) + new string(']', 30_000));
        var answer = await AskAsync(call, new Pbx.ClientMsg { Pub = new Pbx.ClientPub { Id = "3", Topic = World.Bob.ToString(), Content = content } });
        Assert.Equal(202, answer.Ctrl.Code);
        Assert.True(Assert.IsType<PubPacket>(_router.Posted.Single().Request.Packet).Content.IsNull);
    }

    [Fact]
    public async Task A_deletion_of_an_unknown_kind_deletes_nothing()
    {
        using var call = await LoggedInAsync();
        Attach(Registry.All.Single());
        var del = new Pbx.ClientDel { Id = "3", Topic = World.Bob.ToString(), What = (Pbx.ClientDel.Types.What)99 };
        Assert.Equal((400, "malformed", "3"), Told((await AskAsync(call, new Pbx.ClientMsg { Del = del })).Ctrl));
        Assert.Empty(_router.Posted);
    }

    [Fact]
    public async Task A_message_over_the_limit_ends_its_stream_and_no_other()
    {
        using var other = await LoggedInAsync();
        using var call = await LoggedInAsync();
        var content = ByteString.CopyFromUtf8($"\"{new string('x', MessageBytesMax)}\"");
        try
        {
            await call.RequestStream.WriteAsync(new Pbx.ClientMsg { Pub = new Pbx.ClientPub { Content = content } }, Token);
        }
        catch (RpcException)
        {
            // The stream may have ended before the whole message was written.
        }
        Assert.Equal(StatusCode.ResourceExhausted, await EndOf(call));
        Assert.Equal(201, (await AskAsync(other, Hi("3"))).Ctrl.Code);
        Assert.Equal(1, Registry.Count);
    }

    [Fact]
    public async Task A_compressed_message_is_refused_before_it_is_made_large()
    {
        using var call = new Pbx.Node.NodeClient(_channel).MessageLoop(
            new Metadata { { "grpc-internal-encoding-request", "gzip" } }, cancellationToken: Token);
        var content = ByteString.CopyFromUtf8($"\"{new string('x', 2 * 1024 * 1024)}\"");
        await call.RequestStream.WriteAsync(new Pbx.ClientMsg { Pub = new Pbx.ClientPub { Content = content } }, Token);
        Assert.Equal(StatusCode.Unimplemented, await EndOf(call));
        await UntilNobodyIsThereAsync();
    }

    [Fact]
    public async Task A_client_that_has_said_all_gets_what_waits_and_the_end()
    {
        using var call = Open();
        await call.RequestStream.WriteAsync(Hi("1"), Token);
        await call.RequestStream.WriteAsync(new Pbx.ClientMsg(), Token);
        await call.RequestStream.CompleteAsync();
        Assert.Equal(201, (await ReceiveAsync(call)).Ctrl.Code);
        Assert.Equal(400, (await ReceiveAsync(call)).Ctrl.Code);
        Assert.Equal(StatusCode.OK, await EndOf(call));
        Assert.Equal(0, Registry.Count);
    }

    [Fact]
    public async Task A_client_that_breaks_off_ends_its_session()
    {
        using var channel = Connect();
        var call = await LoggedInAsync(channel);
        Attach(Registry.All.Single());
        call.Dispose();
        await UntilNobodyIsThereAsync();
        Assert.Equal(World.Peers, Assert.Single(_router.Gone).Topic);
    }

    [Fact]
    public async Task Everything_that_waits_is_written_in_order_and_encoded_once()
    {
        using var first = await LoggedInAsync();
        using var second = await LoggedInAsync();
        foreach (var session in Registry.All.ToList())
            Attach(session);
        var content = Payload.FromString(new string('x', 2000));
        Receiver.Receive(World.Peers, [.. Enumerable.Range(1, 400).Select(seq => Data(seq, content))]);
        foreach (var call in new[] { first, second })
        {
            for (var seq = 1; seq <= 400; seq++)
                Assert.Equal((seq, content.ToString()), await DataOf(call));
        }

        static async Task<(int, string)> DataOf(AsyncDuplexStreamingCall<Pbx.ClientMsg, Pbx.ServerMsg> call)
        {
            var data = (await ReceiveAsync(call)).Data;
            return (data.SeqId, data.Content.ToStringUtf8());
        }
    }

    [Fact]
    public async Task A_client_that_never_reads_is_cut_off_and_holds_up_nobody()
    {
        using var slowChannel = Connect();
        using var slow = await LoggedInAsync(slowChannel);
        using var fast = await LoggedInAsync();
        foreach (var session in Registry.All.ToList())
            Attach(session);
        var content = Payload.FromString(new string('x', 100_000));
        for (var seq = 1; Registry.Count == 2 && seq < 5000; seq++)
        {
            Receiver.Receive(World.Peers, [Data(seq, content)]);
            Assert.Equal(seq, (await ReceiveAsync(fast)).Data.SeqId);
        }
        Assert.Equal(1, Registry.Count);
    }

    [Fact]
    public async Task A_client_that_has_stopped_reading_is_cut_off_after_a_while()
    {
        using var channel = Connect();
        using var slow = await LoggedInAsync(channel);
        Attach(Registry.All.Single());
        var content = Payload.FromString(new string('x', 100_000));
        // Less than the outbox holds, more than the windows of HTTP/2 do.
        for (var seq = 1; Registry.Count == 1 && seq <= 100; seq++)
            Receiver.Receive(World.Peers, [Data(seq, content)]);
        await UntilNobodyIsThereAsync();
    }

    [Fact]
    public async Task An_evicted_session_hears_205_and_the_end()
    {
        using var call = await LoggedInAsync();
        Registry.EndSessionsOf(World.Alice, default, DateTime.UnixEpoch);
        Assert.Equal((205, "evicted", ""), Told((await ReceiveAsync(call)).Ctrl));
        Assert.Equal(StatusCode.OK, await EndOf(call));
    }

    [Fact]
    public async Task When_the_server_stops_sessions_hear_205()
    {
        using var call = await LoggedInAsync();
        // Asked for first: clients drop what they have not read when the connection ends.
        var last = ReceiveAsync(call);
        var stopped = _server.StopAsync(Token);
        Assert.Equal((205, "server shutdown", ""), Told((await last).Ctrl));
        await stopped;
    }

    [Fact]
    public async Task One_address_has_so_many_sessions_before_login_and_no_more()
    {
        List<AsyncDuplexStreamingCall<Pbx.ClientMsg, Pbx.ServerMsg>> open = [await LoggedInAsync()];
        for (var i = 0; i < 8; i++)
        {
            open.Add(Open());
            await AskAsync(open[^1], Hi("1"));
        }
        using (var refused = Open())
            Assert.Equal(StatusCode.ResourceExhausted, await EndOf(refused));
        open.ForEach(call => call.Dispose());
    }

    [Fact]
    public async Task Health_is_told()
    {
        var health = new Health.HealthClient(_channel);
        foreach (var service in new[] { "", NodeContract.ServiceName })
        {
            var answer = await health.CheckAsync(new HealthCheckRequest { Service = service }, cancellationToken: Token);
            Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, answer.Status);
        }
    }

    [Fact]
    public async Task The_contract_is_told()
    {
        using var call = new ServerReflection.ServerReflectionClient(_channel).ServerReflectionInfo(cancellationToken: Token);
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { FileContainingSymbol = "pbx.Node.MessageLoop" }, Token);
        Assert.True(await call.ResponseStream.MoveNext(Token));
        Assert.NotEmpty(call.ResponseStream.Current.FileDescriptorResponse.FileDescriptorProto);
    }

    [Fact]
    public async Task What_is_no_gRPC_meets_the_other_doors()
    {
        using var client = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var content = new ByteArrayContent([]);
        var response = await client.PostAsync(new Uri(_address, "/pbx.Node/MessageLoop"), content, Token);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static (int, string, string) Told(Pbx.ServerCtrl ctrl) => (ctrl.Code, ctrl.Text, ctrl.Id);

    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(static bytes => bytes, static (byte[] bytes) => bytes);

    private static readonly Method<byte[], byte[]> RawMethod =
        new(MethodType.DuplexStreaming, NodeContract.ServiceName, "MessageLoop", Raw, Raw);
}
