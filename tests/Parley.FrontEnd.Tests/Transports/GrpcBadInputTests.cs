using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Parley.FrontEnd.Tests.Fakes;
using Parley.Protocol;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;
using static Parley.FrontEnd.Tests.Fakes.GrpcClients;

namespace Parley.FrontEnd.Tests.Transports;

/// <summary>Whatever comes through the gRPC door costs one answer or one stream: everybody else goes on.</summary>
public sealed class GrpcBadInputTests : IAsyncLifetime
{
    private GrpcClients _clients = null!;

    private FrontEndHost Host => _clients.Host;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _clients = await GrpcClients.StartAsync();

    public ValueTask DisposeAsync() => _clients.DisposeAsync();

    [Fact]
    public async Task A_message_with_nothing_set_costs_one_answer()
    {
        using var call = _clients.Open();
        foreach (var message in new[] { new Pbx.ClientMsg(), new Pbx.ClientMsg { Extra = new Pbx.ClientExtra() } })
            Assert.Equal((400, "malformed", ""), Told((await AskAsync(call, message)).Ctrl));
        Assert.Equal((400, "malformed", ""), Told((await AskAsync(call, new Pbx.ClientMsg { Hi = new Pbx.ClientHi() })).Ctrl));
        Assert.Equal(201, (await AskAsync(call, Hi("1"))).Ctrl.Code);
    }

    [Fact]
    public async Task A_set_without_a_query_is_malformed_and_names_what_it_was()
    {
        using var call = await _clients.LoggedInAsync();
        var answer = (await AskAsync(call, new Pbx.ClientMsg { Set = new Pbx.ClientSet { Id = "3", Topic = "me", Query = new Pbx.SetQuery() } })).Ctrl;
        Assert.Equal((400, "malformed", "3", "me"), (answer.Code, answer.Text, answer.Id, answer.Topic));
    }

    [Fact]
    public async Task Bytes_that_are_no_message_cost_one_answer()
    {
        using var call = _clients.Channel.CreateCallInvoker().AsyncDuplexStreamingCall(RawMethod, null, new CallOptions(cancellationToken: Token));
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
        using var call = await _clients.LoggedInAsync();
        Host.Attach(Host.Registry.All.Single());
        Host.AnswerEverything(ReplyCodes.Accepted);
        var content = ByteString.CopyFromUtf8(new string('[', 30_000) + new string(']', 30_000));
        var answer = await AskAsync(call, new Pbx.ClientMsg { Pub = new Pbx.ClientPub { Id = "3", Topic = World.Bob.ToString(), Content = content } });
        Assert.Equal(202, answer.Ctrl.Code);
        Assert.True(Assert.IsType<PubPacket>(Host.Router.Posted.Single().Request.Packet).Content.IsNull);
    }

    [Fact]
    public async Task A_deletion_of_an_unknown_kind_deletes_nothing()
    {
        using var call = await _clients.LoggedInAsync();
        Host.Attach(Host.Registry.All.Single());
        var del = new Pbx.ClientDel { Id = "3", Topic = World.Bob.ToString(), What = (Pbx.ClientDel.Types.What)99 };
        Assert.Equal((400, "malformed", "3"), Told((await AskAsync(call, new Pbx.ClientMsg { Del = del })).Ctrl));
        Assert.Empty(Host.Router.Posted);
    }

    [Fact]
    public async Task A_message_over_the_limit_ends_its_stream_and_no_other()
    {
        using var other = await _clients.LoggedInAsync();
        using var call = await _clients.LoggedInAsync();
        var content = ByteString.CopyFromUtf8($"\"{new string('x', MessageBytesMax)}\"");
        try
        {
            await call.RequestStream.WriteAsync(new Pbx.ClientMsg { Pub = new Pbx.ClientPub { Content = content } }, Token);
        }
        catch (RpcException)
        {
            // The stream may have ended before the whole message was written.
        }
        var end = await EndOf(call);
        Assert.Equal((StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size."), (end.StatusCode, end.Detail));
        Assert.Equal(201, (await AskAsync(other, Hi("3"))).Ctrl.Code);
        Assert.Equal(1, Host.Registry.Count);
    }

    [Fact]
    public async Task A_compressed_message_is_refused_before_it_is_made_large()
    {
        using var call = new Pbx.Node.NodeClient(_clients.Channel).MessageLoop(
            new Metadata { { "grpc-internal-encoding-request", "gzip" } }, cancellationToken: Token);
        var content = ByteString.CopyFromUtf8($"\"{new string('x', 2 * 1024 * 1024)}\"");
        await call.RequestStream.WriteAsync(new Pbx.ClientMsg { Pub = new Pbx.ClientPub { Content = content } }, Token);
        Assert.Equal(StatusCode.Unimplemented, (await EndOf(call)).StatusCode);
        await Host.UntilNobodyIsThereAsync();
    }

    [Fact]
    public async Task A_client_that_breaks_off_ends_its_session()
    {
        using var channel = _clients.Connect();
        var call = await _clients.LoggedInAsync(channel);
        Host.Attach(Host.Registry.All.Single());
        call.Dispose();
        await Host.UntilNobodyIsThereAsync();
        Assert.Equal(World.Peers, Assert.Single(Host.Router.Gone).Topic);
    }

    [Fact]
    public async Task A_client_that_never_reads_is_cut_off_and_holds_up_nobody()
    {
        using var slowChannel = _clients.Connect();
        using var slow = await _clients.LoggedInAsync(slowChannel);
        using var fast = await _clients.LoggedInAsync();
        foreach (var session in Host.Registry.All.ToList())
            Host.Attach(session);
        var content = Payload.FromString(new string('x', 100_000));
        for (var seq = 1; Host.Registry.Count == 2 && seq < 5000; seq++)
        {
            Host.Broadcast(content, seq);
            Assert.Equal(seq, (await ReceiveAsync(fast)).Data.SeqId);
        }
        Assert.Equal(1, Host.Registry.Count);
    }

    [Fact]
    public async Task A_client_that_has_stopped_reading_is_cut_off_after_a_while()
    {
        using var channel = _clients.Connect();
        using var slow = await _clients.LoggedInAsync(channel);
        Host.Attach(Host.Registry.All.Single());
        var content = Payload.FromString(new string('x', 100_000));
        // Less than the outbox holds, more than the windows of HTTP/2 do.
        for (var seq = 1; Host.Registry.Count == 1 && seq <= 100; seq++)
            Host.Broadcast(content, seq);
        await Host.UntilNobodyIsThereAsync();
    }

    [Fact]
    public async Task One_address_has_so_many_sessions_before_login_and_no_more()
    {
        List<AsyncDuplexStreamingCall<Pbx.ClientMsg, Pbx.ServerMsg>> open = [await _clients.LoggedInAsync()];
        for (var i = 0; i < 8; i++)
        {
            open.Add(_clients.Open());
            await AskAsync(open[^1], Hi("1"));
        }
        using (var refused = _clients.Open())
            Assert.Equal(StatusCode.ResourceExhausted, (await EndOf(refused)).StatusCode);
        open.ForEach(call => call.Dispose());
    }

    [Fact]
    public async Task What_is_no_gRPC_meets_the_other_doors()
    {
        using var client = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var content = new ByteArrayContent([]);
        var response = await client.PostAsync(new Uri(Host.Address, "/pbx.Node/MessageLoop"), content, Token);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
