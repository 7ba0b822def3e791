using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.FrontEnd.Hosting;
using Parley.FrontEnd.Sessions;
using Parley.FrontEnd.Topics;
using Parley.FrontEnd.Transports.LongPoll;
using Parley.Protocol;
using Parley.Protocol.Json;
using Parley.Protocol.Names;
using SessionOptions = Parley.FrontEnd.Sessions.SessionOptions;

namespace Parley.FrontEnd.Tests.Fakes;

/// <summary>A front end on a port of its own, with topics and accounts as the test says.</summary>
public sealed class FrontEndHost : IAsyncDisposable
{
    public const string Key = "AQEAAAABAAD_rAp4DJh05a1HAwFT3A6K";
    private static readonly byte[] Salt = Convert.FromBase64String("T713/rYYgW7g4m3vG6zGRh7+FM1t0T8j13koXScOAj4=");

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

    public static async Task<FrontEndHost> StartAsync(
        FrontEndOptions? options = null, SessionOptions? sessions = null, LongPollOptions? polls = null, TimeProvider? time = null)
    {
        var (router, accounts) = (new FakeRouter(), new FakeAccounts());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
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

    public Task StopAsync() => _server.StopAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
