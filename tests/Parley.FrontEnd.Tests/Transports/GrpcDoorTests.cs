using Google.Protobuf;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1;
using Parley.FrontEnd.Tests.Fakes;
using Parley.FrontEnd.Transports.Grpc;
using Parley.Protocol;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;
using static Parley.FrontEnd.Tests.Fakes.GrpcClients;

namespace Parley.FrontEnd.Tests.Transports;

/// <summary>The gRPC door as clients meet it: a real server on a port of its own, clients made from the contract.</summary>
public sealed class GrpcDoorTests : IAsyncLifetime
{
    private GrpcClients _clients = null!;

    private FrontEndHost Host => _clients.Host;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _clients = await GrpcClients.StartAsync();

    public ValueTask DisposeAsync() => _clients.DisposeAsync();

    [Fact]
    public async Task A_session_says_hi_without_a_key_logs_in_and_asks_a_topic()
    {
        using var call = _clients.Open();
        var hi = (await AskAsync(call, Hi("1"))).Ctrl;
        Assert.Equal((201, "created", "1"), (hi.Code, hi.Text, hi.Id));
        Assert.Equal(("\"http://:6060/\"", "1", $"{MessageBytesMax}"), (hi.Params["servingAt"].ToStringUtf8(),
            hi.Params["clusterSize"].ToStringUtf8(), hi.Params["maxMessageSize"].ToStringUtf8()));
        Host.Accounts.LetIn(World.Alice);
        await AskAsync(call, new Pbx.ClientMsg { Login = new Pbx.ClientLogin { Id = "2", Scheme = "basic" } });
        Host.AnswerEverything(ReplyCodes.Ok);
        var sub = (await AskAsync(call, new Pbx.ClientMsg { Sub = new Pbx.ClientSub { Id = "3", Topic = "me" } })).Ctrl;
        Assert.Equal((200, "3", "me"), (sub.Code, sub.Id, sub.Topic));
    }

    [Fact]
    public async Task What_is_set_reaches_the_topic_with_aux()
    {
        using var call = await _clients.LoggedInAsync();
        Host.Attach(Host.Registry.All.Single());
        Host.AnswerEverything(ReplyCodes.Ok);
        var query = new Pbx.SetQuery();
        query.Aux["pins"] = ByteString.CopyFromUtf8("[1]");
        var peer = World.Bob.ToString();
        await AskAsync(call, new Pbx.ClientMsg { Set = new Pbx.ClientSet { Id = "3", Topic = peer, Query = query } });
        Assert.Equal("""{"pins":[1]}""", Assert.IsType<SetPacket>(Host.Router.Posted.Single().Request.Packet).Query.Aux.ToString());
    }

    [Fact]
    public async Task The_address_of_a_client_is_that_of_its_connection()
    {
        using var call = new Pbx.Node.NodeClient(_clients.Channel).MessageLoop(new Metadata { { "x-forwarded-for", "203.0.113.9" } }, cancellationToken: Token);
        await AskAsync(call, Hi("1"));
        Assert.StartsWith("127.0.0.1:", Host.Registry.All.Single().Transport.RemoteAddress, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_has_said_all_gets_what_waits_and_the_end()
    {
        using var call = _clients.Open();
        await call.RequestStream.WriteAsync(Hi("1"), Token);
        await call.RequestStream.WriteAsync(new Pbx.ClientMsg(), Token);
        await call.RequestStream.CompleteAsync();
        Assert.Equal(201, (await ReceiveAsync(call)).Ctrl.Code);
        Assert.Equal(400, (await ReceiveAsync(call)).Ctrl.Code);
        Assert.Equal(StatusCode.OK, (await EndOf(call)).StatusCode);
        Assert.Equal(0, Host.Registry.Count);
    }

    [Fact]
    public async Task Everything_that_waits_is_written_in_order_and_encoded_once()
    {
        using var first = await _clients.LoggedInAsync();
        using var second = await _clients.LoggedInAsync();
        foreach (var session in Host.Registry.All.ToList())
            Host.Attach(session);
        var content = Payload.FromString(new string('x', 2000));
        Host.Broadcast(content, Enumerable.Range(1, 400));
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
    public async Task An_evicted_session_hears_205_and_the_end()
    {
        using var call = await _clients.LoggedInAsync();
        Host.Registry.EndSessionsOf(World.Alice, default, DateTime.UnixEpoch);
        Assert.Equal((205, "evicted", ""), Told((await ReceiveAsync(call)).Ctrl));
        Assert.Equal(StatusCode.OK, (await EndOf(call)).StatusCode);
    }

    [Fact]
    public async Task When_the_server_stops_sessions_hear_205()
    {
        using var call = await _clients.LoggedInAsync();
        // Asked for first: clients drop what they have not read when the connection ends.
        var last = ReceiveAsync(call);
        var stopped = Host.StopAsync();
        Assert.Equal((205, "server shutdown", ""), Told((await last).Ctrl));
        await stopped;
    }

    [Fact]
    public async Task Health_is_told()
    {
        var health = new Health.HealthClient(_clients.Channel);
        foreach (var service in new[] { "", NodeContract.ServiceName })
        {
            var answer = await health.CheckAsync(new HealthCheckRequest { Service = service }, cancellationToken: Token);
            Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, answer.Status);
        }
    }

    [Fact]
    public async Task The_contract_is_told()
    {
        using var call = new ServerReflection.ServerReflectionClient(_clients.Channel).ServerReflectionInfo(cancellationToken: Token);
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { FileContainingSymbol = "pbx.Node.MessageLoop" }, Token);
        Assert.True(await call.ResponseStream.MoveNext(Token));
        Assert.NotEmpty(call.ResponseStream.Current.FileDescriptorResponse.FileDescriptorProto);
    }
}
