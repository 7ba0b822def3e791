using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Reflection.V1;
using Parley.EndToEnd.Tests.Server;

namespace Parley.EndToEnd.Tests.Grpc;

/// <summary>The real server and clients generated from the contract, as command-line tools and chatbots are.</summary>
public sealed class GrpcTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_log_in_chat_and_find_their_messages_again()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ParleyProcess.ServeAsync(folder["data"]);
        using var alice = new GrpcPerson(server.GrpcUrl);
        using var bob = new GrpcPerson(server.GrpcUrl);
        foreach (var (person, name) in new[] { (alice, "alice"), (bob, "bobby") })
        {
            await person.HelloAsync();
            await person.JoinAsync(name, name);
        }

        await alice.AttachAsync(bob.Id);
        await bob.AttachAsync(alice.Id);
        var seq = await alice.SayAsync(bob.Id, "hello");
        Assert.Equal("hello", await bob.HearAsync(alice.Id, seq));
        await bob.SendAsync(new Pbx.ClientMsg { Note = new Pbx.ClientNote { Topic = alice.Id, What = Pbx.InfoNote.Read, SeqId = seq } });
        var info = (await alice.UntilAsync(message => message.Info?.What == Pbx.InfoNote.Read)).Info;
        Assert.Equal((bob.Id, bob.Id, seq), (info.Topic, info.FromUserId, info.SeqId));
        Assert.Equal("hi there", await alice.HearAsync(bob.Id, await bob.SayAsync(alice.Id, "hi there")));

        var group = await alice.AttachAsync("new");
        await bob.AttachAsync(group);
        Assert.Equal("to all", await bob.HearAsync(group, await alice.SayAsync(group, "to all")));
        await bob.LeaveAsync();

        using var again = new GrpcPerson(server.GrpcUrl);
        await again.HelloAsync();
        await again.LogInAsync(bob.Token);
        await again.AttachAsync(alice.Id);
        var end = await again.AskAsync(new Pbx.ClientMsg
        {
            Get = new Pbx.ClientGet { Id = "get", Topic = alice.Id, Query = new Pbx.GetQuery { What = "data", Data = new Pbx.GetOpts { Limit = 10 } } },
        });
        Assert.Equal((208, "2"), (end.Code, end.Params["count"].ToStringUtf8()));
        Assert.Equal("hello", await again.HearAsync(alice.Id, 1));
        Assert.Equal("hi there", await again.HearAsync(alice.Id, 2));
        Assert.Empty(server.Complaints);
    }

    [Fact]
    public async Task Through_both_doors_it_is_one_conversation()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ParleyProcess.ServeAsync(folder["data"]);
        using var alice = new GrpcPerson(server.GrpcUrl);
        await alice.HelloAsync();
        await alice.JoinAsync("alice", "Alice");
        using var bob = await server.ConnectAsync(Cancelled);
        await bob.SendAsync("""{"hi":{"id":"1","ver":"0.25"}}""", Cancelled);
        await bob.ReceiveAsync(Cancelled);
        var secret = Convert.ToBase64String("bobby:password"u8);
        await bob.SendAsync($$"""{"acc":{"id":"2","user":"new","scheme":"basic","secret":"{{secret}}","login":true} }""", Cancelled);
        var id = (await bob.ReceiveAsync(Cancelled))!.Value.GetProperty("ctrl").GetProperty("params").GetProperty("user").GetString()!;
        await bob.SendAsync($$"""{"sub":{"id":"3","topic":"{{alice.Id}}"} }""", Cancelled);
        await bob.ReceiveAsync(Cancelled);

        await alice.AttachAsync(id);
        const string Odd = "\"quoted\" \\ and 日本語 😀";
        var seq = await alice.SayAsync(id, Odd);
        while (true)
        {
            var packet = (await bob.ReceiveAsync(Cancelled))!.Value;
            if (!packet.TryGetProperty("data", out var data))
                continue;
            Assert.Equal((seq, Odd), (data.GetProperty("seq").GetInt32(), data.GetProperty("content").GetString()));
            break;
        }
    }

    [Fact]
    public async Task Ctrl_C_tells_the_sessions()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ParleyProcess.ServeAsync(folder["data"]);
        using var alice = new GrpcPerson(server.GrpcUrl);
        await alice.HelloAsync();
        var last = alice.UntilAsync(message => message.Ctrl is { Code: 205, Text: "server shutdown" });
        await server.InterruptAsync();
        await last;
        Assert.Equal(0, await server.UntilEndedAsync());
        Assert.Empty(server.Complaints);
    }

    [Fact]
    public async Task What_helps_tools_is_there_only_if_it_was_asked_for()
    {
        using var folder = new TemporaryFolder();
        await using var plain = await ParleyProcess.ServeAsync(folder["plain"]);
        using (var channel = GrpcChannel.ForAddress(plain.GrpcUrl))
        {
            var refused = await Assert.ThrowsAsync<RpcException>(() => ServicesOf(channel));
            Assert.Equal(StatusCode.Unimplemented, refused.StatusCode);
            refused = await Assert.ThrowsAsync<RpcException>(async () => await HealthOf(channel));
            Assert.Equal(StatusCode.Unimplemented, refused.StatusCode);
        }

        var settings = folder.Write("parley.json", """{ "grpc": { "reflection": true, "health": true } }""");
        await using var open = await ParleyProcess.ServeAsync(folder["open"], "--config", settings);
        using (var channel = GrpcChannel.ForAddress(open.GrpcUrl))
        {
            Assert.Contains("pbx.Node", await ServicesOf(channel));
            Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await HealthOf(channel)).Status);
        }
    }

    [Fact]
    public async Task At_its_address_there_is_nothing_but_gRPC_and_at_the_other_none()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ParleyProcess.ServeAsync(folder["data"]);
        using var client = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        var page = await client.GetAsync(new Uri(server.GrpcUrl), Cancelled);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, page.StatusCode);
        using var other = GrpcChannel.ForAddress(server.Url);
        await Assert.ThrowsAsync<RpcException>(async () => await HealthOf(other));
    }

    [Fact]
    public async Task Without_an_address_there_is_no_gRPC()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ParleyProcess.ServeAsync(folder["data"], "--grpc-listen", "-");
        Assert.Empty(server.GrpcUrl);
    }

    private static async Task<List<string>> ServicesOf(GrpcChannel channel)
    {
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo(cancellationToken: Cancelled);
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" }, Cancelled);
        Assert.True(await call.ResponseStream.MoveNext(Cancelled));
        return [.. call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name)];
    }

    private static AsyncUnaryCall<HealthCheckResponse> HealthOf(GrpcChannel channel) =>
        new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), cancellationToken: Cancelled);
}
