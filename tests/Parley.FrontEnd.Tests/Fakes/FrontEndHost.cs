using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.FrontEnd.Hosting;
using Parley.FrontEnd.Sessions;
using Parley.FrontEnd.Topics;
using Parley.FrontEnd.Transports.LongPoll;
using Parley.Protocol;
using Parley.Protocol.Json;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using SessionOptions = Parley.FrontEnd.Sessions.SessionOptions;

namespace Parley.FrontEnd.Tests.Fakes;

/// <summary>A front end on a port of its own, with topics and accounts as the test says.</summary>
public sealed class FrontEndHost : IAsyncDisposable
{
    public const string Key = "AQEAAAABAAD_rAp4DJh05a1HAwFT3A6K";
    public static readonly byte[] Salt = Convert.FromBase64String("T713/rYYgW7g4m3vG6zGRh7+FM1t0T8j13koXScOAj4=");

    private readonly WebApplication _server;

    private FrontEndHost(WebApplication server, FakeRouter router, FakeAccounts accounts)
    {
        (_server, Router, Accounts) = (server, router, accounts);
        Address = new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public FakeRouter Router { get; }

    public FakeAccounts Accounts { get; }

    public Uri Address { get; }

    public SessionRegistry Registry => Get<SessionRegistry>();

    public DeliveryReceiver Receiver => Get<DeliveryReceiver>();

    /// <param name="protocols">HTTP/2 alone for gRPC: without TLS a client cannot ask for one of both.</param>
    public static async Task<FrontEndHost> StartAsync(
        FrontEndOptions? options = null,
        SessionOptions? sessions = null,
        LongPollOptions? polls = null,
        TimeProvider? time = null,
        HttpProtocols protocols = HttpProtocols.Http1)
    {
        var (router, accounts) = (new FakeRouter(), new FakeAccounts());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        builder.Services.AddSingleton<ITopicRouter>(router);
        builder.Services.AddSingleton<IAccountGate>(accounts);
        builder.Services.AddSingleton<IPacketCodec, JsonPacketCodec>();
        builder.Services.AddSingleton(_ => new IdSource(new UidCipher(new byte[16]), 1, TimeProvider.System));
        builder.Services.AddSingleton((options ?? new FrontEndOptions()) with { ApiKeySalt = Salt });
        builder.Services.AddSingleton(sessions ?? new SessionOptions());
        builder.Services.AddSingleton(polls ?? new LongPollOptions());
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddParleyFrontEnd();
        var server = builder.Build();
        server.MapParleyFrontEnd();
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new FrontEndHost(server, router, accounts);
    }

    public T Get<T>() where T : notnull => _server.Services.GetRequiredService<T>();

    /// <summary>Attaches a session to the conversation of Alice and Bob, as its topic would.</summary>
    public void Attach(Session session) =>
        Receiver.Receive(World.Peers, [new Delivery.Attach(session.Id, World.Alice, World.Full, false, 0)]);

    /// <summary>Sends messages to all who are attached to it, with these numbers.</summary>
    public void Broadcast(Payload content, params IEnumerable<int> seqs) => Receiver.Receive(World.Peers, [.. seqs.Select(seq => new Delivery.Broadcast(
        new PacketVariants(new DataPacket { Topic = "t", Seq = seq, Content = content, Timestamp = DateTime.UnixEpoch }), new Audience()))]);

    /// <summary>Topics answer every request with this.</summary>
    public void AnswerEverything(ReplyCode code) =>
        Router.OnPost = (topic, request) => Receiver.Receive(topic, [World.Answer(request, code)]);

    /// <summary>All sessions have ended.</summary>
    public async Task UntilNobodyIsThereAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Registry.Count > 0)
            await Task.Delay(10, limit.Token);
    }

    public Task StopAsync() => _server.StopAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
