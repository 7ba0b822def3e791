using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Parley.Accounts;
using Parley.FrontEnd.Sessions;
using Parley.FrontEnd.Tests.Fakes;
using Parley.FrontEnd.Transports.LongPoll;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Tests.Transports;

/// <summary>Long polling as clients meet it: a real server on a port of its own.</summary>
public sealed class LongPollDoorTests : IAsyncLifetime
{
    private const string Path = "/v0/channels/lp";
    private const string Hello = """{"hi":{"id":"1","ver":"0.25"}}""";

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private FrontEndHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await FrontEndHost.StartAsync(
        sessions: new SessionOptions { MessageBytesMax = 64 * 1024, UnauthenticatedPerAddressMax = 8 });

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    private async Task<(HttpResponseMessage Response, string Body)> CallAsync(
        string method, string query, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_host.Address, Path + query)) { Content = content };
        request.Headers.TryAddWithoutValidation("X-Tinode-APIKey", FrontEndHost.Key);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var response = await _client.SendAsync(request, Token);
        return (response, await response.Content.ReadAsStringAsync(Token));
    }

    private static string SidOf(string body) =>
        JsonDocument.Parse(body).RootElement.GetProperty("ctrl").GetProperty("params").GetProperty("sid").GetString()!;

    private async Task<string> OpenAsync() => SidOf((await CallAsync("POST", "")).Body);

    private async Task<HttpStatusCode> SendAsync(string sid, string packet)
    {
        var (response, body) = await CallAsync("POST", "?sid=" + sid, new StringContent(packet));
        Assert.Equal("", body);
        return response.StatusCode;
    }

    private async Task<string> PollAsync(string sid) => (await CallAsync("GET", "?sid=" + sid)).Body;

    private async Task<string> LoggedInAsync()
    {
        _host.Accounts.LetIn(World.Alice);
        var sid = await OpenAsync();
        await SendAsync(sid, Hello);
        await PollAsync(sid);
        await SendAsync(sid, """{"login":{"id":"2","scheme":"basic"}}""");
        await PollAsync(sid);
        return sid;
    }

    [Fact]
    public async Task A_session_says_hi_logs_in_and_asks_a_topic()
    {
        var sid = await LoggedInAsync();
        _host.AnswerEverything(ReplyCodes.Ok);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(sid, """{"sub":{"id":"3","topic":"me"}}"""));
        Assert.StartsWith("""{"ctrl":{"id":"3","topic":"me",""", await PollAsync(sid), StringComparison.Ordinal);
        await SendAsync(sid, "1");
        Assert.Equal("0", await PollAsync(sid));
    }

    [Fact]
    public async Task Hi_over_polling_is_answered_200()
    {
        var sid = await OpenAsync();
        await SendAsync(sid, Hello);
        Assert.Contains("\"code\":200,\"text\":\"ok\"", await PollAsync(sid), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET"), InlineData("POST"), InlineData("PUT"), InlineData("OPTIONS")]
    public async Task Any_method_opens_a_session_and_its_body_is_ignored(string method)
    {
        var (response, body) = await CallAsync(method, "?id=x", method == "GET" ? null : new StringContent(Hello));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Contains("\"id\":\"x\"", body, StringComparison.Ordinal);
        Assert.Contains("\"code\":201", body, StringComparison.Ordinal);
        Assert.Equal(LongPollSid.Length, SidOf(body).Length);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-cache, no-store, must-revalidate", response.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task Without_a_key_there_is_no_session_and_nothing_for_other_pages()
    {
        using var response = await _client.PostAsync(new Uri(_host.Address, Path), null, Token);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(0, _host.Registry.Count);
    }

    [Theory]
    [InlineData("GET", "AAAAAAAAAAA"), InlineData("POST", "nonsense"), InlineData("POST", "%00%ff'--")]
    public async Task An_unknown_sid_is_refused_without_its_id(string method, string sid)
    {
        var (response, body) = await CallAsync(method, $"?sid={sid}&id=7", method == "POST" ? new StringContent(Hello) : null);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.StartsWith("""{"ctrl":{"code":403,"text":"invalid or expired session",""", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_and_the_session_goes_on()
    {
        var sid = await OpenAsync();
        var (declared, body) = await CallAsync("POST", "?sid=" + sid, new StringContent(new string('x', 64 * 1024 + 1)));
        Assert.Equal(HttpStatusCode.ExpectationFailed, declared.StatusCode);
        Assert.Contains("malformed", body, StringComparison.Ordinal);
        var (chunked, _) = await CallAsync(
            "POST", "?sid=" + sid, new StringContent(new string('x', 64 * 1024 + 1)), ("Transfer-Encoding", "chunked"));
        Assert.Equal(HttpStatusCode.BadRequest, chunked.StatusCode);
        await SendAsync(sid, Hello);
        Assert.Contains("\"code\":200", await PollAsync(sid), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{"), InlineData("[]"), InlineData("hello"), InlineData("{}")]
    public async Task What_is_no_packet_is_malformed_and_the_session_goes_on(string body)
    {
        var sid = await OpenAsync();
        await SendAsync(sid, body);
        Assert.Contains("malformed", await PollAsync(sid), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sid_in_a_form_is_found_and_leaves_no_packet()
    {
        var sid = await OpenAsync();
        var (response, _) = await CallAsync("POST", "", new FormUrlEncodedContent([new("sid", sid)]));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("malformed", await PollAsync(sid), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_hangs_up_while_it_polls_loses_nothing()
    {
        var sid = await LoggedInAsync();
        var link = _host.Get<LongPollSessions>().Find(sid)!;
        using (var hangingUp = new CancellationTokenSource())
        {
            var poll = _client.GetAsync(new Uri(_host.Address, $"{Path}?apikey={FrontEndHost.Key}&sid={sid}"), hangingUp.Token);
            await UntilAsync(() => link.PollsWaiting == 1);
            await hangingUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);
        }
        await UntilAsync(() => link.PollsWaiting == 0);
        for (var seq = 1; seq <= 20; seq++)
            link.Session.Send(new DataPacket { Topic = "t", Seq = seq });
        for (var seq = 1; seq <= 20; seq++)
            Assert.Contains($"\"seq\":{seq},", await PollAsync(sid), StringComparison.Ordinal);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var i = 0; !isSo(); i++)
        {
            Assert.True(i < 10_000, "It has not become so.");
            await Task.Delay(1, Token);
        }
    }

    [Fact]
    public async Task Half_a_packet_is_no_packet()
    {
        var sid = await OpenAsync();
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, _host.Address.Port, Token);
            await client.GetStream().WriteAsync(
                System.Text.Encoding.ASCII.GetBytes($"POST {Path}?apikey={FrontEndHost.Key}&sid={sid} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n" + """{"hi":{"""), Token);
        }
        await SendAsync(sid, Hello);
        Assert.Contains("\"id\":\"1\"", await PollAsync(sid), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_evicted_session_hears_205_and_is_unknown_after_it()
    {
        var sid = await LoggedInAsync();
        var poll = PollAsync(sid);
        _host.Registry.EndSessionsOf(World.Alice, default, DateTime.UnixEpoch);
        Assert.Contains("\"code\":205,\"text\":\"evicted\"", await poll, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await CallAsync("GET", "?sid=" + sid)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await CallAsync("POST", "?sid=" + sid, new StringContent(Hello))).Response.StatusCode);
    }

    [Fact]
    public async Task When_the_server_stops_polls_hear_205()
    {
        var sid = await LoggedInAsync();
        var poll = PollAsync(sid);
        await UntilAsync(() => _host.Get<LongPollSessions>().Find(sid)!.PollsWaiting == 1);
        var stopped = _host.StopAsync();
        Assert.Contains("server shutdown", await poll, StringComparison.Ordinal);
        await stopped;
    }

    [Fact]
    public async Task One_address_has_so_many_sessions_before_login_and_no_more()
    {
        for (var i = 0; i < 8; i++)
            await OpenAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await CallAsync("POST", "")).Response.StatusCode);
    }

    [Fact]
    public async Task Large_packets_come_whole()
    {
        var sid = await LoggedInAsync();
        var content = Protocol.Payload.FromString(new string('x', 1_000_000));
        _host.Registry.All.Single().Send(new DataPacket { Topic = "t", Seq = 1, Content = content });
        Assert.True((await PollAsync(sid)).Length > 1_000_000);
    }
}
