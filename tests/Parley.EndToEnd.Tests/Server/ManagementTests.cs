using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Parley.EndToEnd.Tests.Server;

public sealed class ManagementTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_address_for_operators_shows_metrics_health_and_state()
    {
        using var folder = new TemporaryFolder();
        var (server, client) = await StartAsync(folder);
        await using var running = server;
        using var operators = client;
        using var clients = new HttpClient { BaseAddress = server.Url };
        using (await clients.PostAsync("v0/channels/lp?apikey=" + server.ApiKey, null, Cancelled))
        {
            // A session that polls.
        }

        Assert.Equal("live\n", await operators.GetStringAsync("health/live", Cancelled));
        Assert.Equal("ready\n", await operators.GetStringAsync("health/ready", Cancelled));

        var metrics = await operators.GetStringAsync("metrics", Cancelled);
        Assert.Contains("parley_sessions_live", metrics, StringComparison.Ordinal);
        Assert.Contains("transport=\"longpoll\"", metrics, StringComparison.Ordinal);

        var numbers = await operators.GetFromJsonAsync<JsonElement>("debug/vars", Cancelled);
        Assert.True(numbers.GetProperty("LiveSessions").GetInt64() >= 1);
        Assert.True(numbers.GetProperty("memstats").GetProperty("Alloc").GetInt64() > 0);
        Assert.Equal(2500, numbers.GetProperty("Version").GetInt32());
        var histogram = numbers.GetProperty("RequestLatency");
        Assert.Equal(histogram.GetProperty("bounds").GetArrayLength() + 1, histogram.GetProperty("count_per_bucket").GetArrayLength());

        var state = await operators.GetFromJsonAsync<JsonElement>("debug/status", Cancelled);
        var session = Assert.Single(state.GetProperty("sessions").EnumerateArray());
        Assert.StartsWith("127.0.0.1:", session.GetProperty("remote_addr").GetString(), StringComparison.Ordinal);
        Assert.Equal(11, session.GetProperty("sid").GetString()!.Length);

        using var elsewhere = await operators.GetAsync("v0/channels/lp?apikey=" + server.ApiKey, Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Theory]
    [InlineData("metrics"), InlineData("health/live"), InlineData("health/ready"), InlineData("debug/vars"), InlineData("debug/status")]
    public async Task Clients_see_nothing_of_it_at_their_address(string path)
    {
        using var folder = new TemporaryFolder();
        var (server, client) = await StartAsync(folder);
        await using var running = server;
        client.Dispose();
        using var clients = new HttpClient { BaseAddress = server.Url };
        using var response = await clients.GetAsync(path, Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Two_pages_are_shown_to_clients_if_settings_say_so_and_the_state_to_this_machine_only()
    {
        using var folder = new TemporaryFolder();
        await using var server = await InProcessServer.StartAsync(folder, settings =>
            (settings.Management.VarsPath, settings.Management.StatusPath) = ("/debug/vars", "/debug/status"));
        using var client = new HttpClient { BaseAddress = server.Url };
        Assert.Contains("\"LiveTopics\":", await client.GetStringAsync("debug/vars", Cancelled), StringComparison.Ordinal);
        Assert.Contains("\"sessions\":[]", await client.GetStringAsync("debug/status", Cancelled), StringComparison.Ordinal);
        using var forwarded = new HttpRequestMessage(HttpMethod.Get, "debug/status");
        forwarded.Headers.Add("X-Forwarded-For", "8.8.8.8");
        using var response = await client.SendAsync(forwarded, Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task<(InProcessServer Server, HttpClient Operators)> StartAsync(TemporaryFolder folder)
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        var server = await InProcessServer.StartAsync(folder, settings =>
            settings.Management.Listen = port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return (server, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") });
    }
}
