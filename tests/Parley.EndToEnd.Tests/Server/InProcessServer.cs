using Parley.Server.Hosting;
using Parley.Server.Settings;

namespace Parley.EndToEnd.Tests.Server;

/// <summary>The server within the test, at free ports and in a folder of its own.</summary>
internal sealed class InProcessServer : IAsyncDisposable
{
    private readonly ParleyServer _server;

    private InProcessServer(ParleyServer server) => _server = server;

    public Uri Url => new(_server.Url);

    public string ApiKey => _server.ApiKey;

    public static async Task<InProcessServer> StartAsync(TemporaryFolder folder, Action<ParleySettings> configure)
    {
        var settings = new ParleySettings { Listen = "127.0.0.1:0", Data = folder["data"], Static = "-", Grpc = { Listen = "-" } };
        configure(settings);
        Assert.Empty(settings.Problems());
        return new InProcessServer(await ParleyServer.StartAsync(settings, new StartOptions(), TestContext.Current.CancellationToken));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
