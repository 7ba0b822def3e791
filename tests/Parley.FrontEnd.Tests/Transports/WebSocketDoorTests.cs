using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Parley.Accounts;
using Parley.FrontEnd.Tests.Fakes;
using Parley.Protocol;
using Parley.Protocol.Replies;
using SessionOptions = Parley.FrontEnd.Sessions.SessionOptions;

namespace Parley.FrontEnd.Tests.Transports;

/// <summary>The door as clients meet it: a real server on a port of its own.</summary>
public sealed class WebSocketDoorTests : IAsyncLifetime
{
    private static readonly System.Text.Encoding Wire = System.Text.Encoding.UTF8;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parley-static");
    private FrontEndHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "index.html"), "<!doctype html>page", Token);
        _host = await FrontEndHost.StartAsync(
            new FrontEndOptions { StaticFolder = _folder.FullName, ServesWebClient = true },
            new SessionOptions { MessageBytesMax = 64 * 1024, UnauthenticatedPerAddressMax = 8 });
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<ClientWebSocket> ConnectAsync()
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(_host.Address) { Scheme = "ws", Path = "/v0/channels", Query = "apikey=" + FrontEndHost.Key }.Uri, Token);
        return socket;
    }

    private async Task<ClientWebSocket> LoggedInAsync()
    {
        _host.Accounts.LetIn(World.Alice);
        var socket = await ConnectAsync();
        await SendAsync(socket, """{"hi":{"id":"1","ver":"0.25"}}""");
        await ReceiveAsync(socket);
        await SendAsync(socket, """{"login":{"id":"2","scheme":"basic"}}""");
        await ReceiveAsync(socket);
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Wire.GetBytes(text), WebSocketMessageType.Text, true, Token);

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[256 * 1024];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), Token);
            length += part.Count;
            if (part.EndOfMessage)
                return part.MessageType == WebSocketMessageType.Close ? $"closed {(int?)socket.CloseStatus}" : Wire.GetString(buffer, 0,
                    length);
        }
    }

    private async Task<(HttpResponseMessage Response, string Body)> HttpAsync(string method, string path, params (string Name,
        string Value)[] headers)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_host.Address, path));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var response = await client.SendAsync(request, Token);
        return (response, await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_session_says_hi_logs_in_and_asks_a_topic()
    {
        using var socket = await LoggedInAsync();
        _host.AnswerEverything(ReplyCodes.Ok);
        await SendAsync(socket, """{"sub":{"id":"3","topic":"me"}}""");
        Assert.StartsWith("""{"ctrl":{"id":"3","topic":"me",""", await ReceiveAsync(socket), StringComparison.Ordinal);
        await SendAsync(socket, "1");
        Assert.Equal("0", await ReceiveAsync(socket));
    }

    [Fact]
    public async Task Binary_messages_and_fragments_are_read_alike()
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync("""{"hi":{"id":"1","""u8.ToArray(), WebSocketMessageType.Binary, false, Token);
        await socket.SendAsync("""  "ver":"0.25"}}"""u8.ToArray(), WebSocketMessageType.Binary, true, Token);
        Assert.Contains("\"code\":201", await ReceiveAsync(socket), StringComparison.Ordinal);
        await SendAsync(socket, "hello");
        Assert.Contains("malformed", await ReceiveAsync(socket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_over_the_limit_closes_the_link_with_1009()
    {
        using var socket = await ConnectAsync();
        await SendAsync(socket, new string('x', 64 * 1024 + 1));
        Assert.Equal("closed 1009", await ReceiveAsync(socket));
    }

    [Fact]
    public async Task A_close_is_answered_and_ends_the_session()
    {
        using var socket = await LoggedInAsync();
        await socket.CloseAsync((WebSocketCloseStatus)4321, "bye", Token);
        Assert.Equal(4321, (int?)socket.CloseStatus);
        Assert.Equal(0, _host.Registry.Count);
    }

    [Fact]
    public async Task Everything_that_waits_is_written_in_order()
    {
        using var socket = await LoggedInAsync();
        _host.Attach(_host.Registry.All.Single());
        _host.Broadcast(Payload.FromString(new string('x', 2000)), Enumerable.Range(1, 400));
        for (var seq = 1; seq <= 400; seq++)
            Assert.Contains($"\"seq\":{seq},", await ReceiveAsync(socket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_evicted_session_hears_205_and_no_close_frame()
    {
        using var socket = await LoggedInAsync();
        _host.Registry.EndSessionsOf(World.Alice, default, DateTime.UnixEpoch);
        Assert.Contains("\"code\":205,\"text\":\"evicted\"", await ReceiveAsync(socket), StringComparison.Ordinal);
        await Assert.ThrowsAsync<WebSocketException>(() => ReceiveAsync(socket));
    }

    [Fact]
    public async Task When_the_server_stops_sessions_hear_205()
    {
        using var socket = await LoggedInAsync();
        var stopped = _host.StopAsync();
        Assert.Contains("\"code\":205,\"text\":\"server shutdown\"", await ReceiveAsync(socket), StringComparison.Ordinal);
        await stopped;
    }

    [Fact]
    public async Task A_reader_that_has_stopped_is_cut_off_and_holds_up_nobody()
    {
        using var slow = await LoggedInAsync();
        using var fast = await LoggedInAsync();
        foreach (var session in _host.Registry.All.ToList())
            _host.Attach(session);
        var content = Payload.FromString(new string('x', 100_000));
        for (var seq = 1; _host.Registry.Count == 2 && seq < 5000; seq++)
        {
            _host.Broadcast(content, seq);
            Assert.Contains($"\"seq\":{seq},", await ReceiveAsync(fast), StringComparison.Ordinal);
        }
        Assert.Equal(1, _host.Registry.Count);
    }

    [Fact]
    public async Task A_ping_is_answered_and_a_broken_frame_closes_with_1002()
    {
        using var raw = await OpenRawAsync();
        var stream = raw.GetStream();
        await stream.WriteAsync(new byte[] { 0x89, 0x82, 0, 0, 0, 0, 7, 8 }, Token);
        Assert.Equal([0x8A, 2, 7, 8], await ReadAsync(stream, 4));
        await stream.WriteAsync(new byte[] { 0x81, 0x01, 0 }, Token);
        Assert.Equal([0x88, 2, 1002 >> 8, 1002 & 0xFF], await ReadAsync(stream, 4));
        Assert.Empty(await ReadAsync(stream, 1));
    }

    [Theory]
    [InlineData("GET", "/v0/channels", false, 403, "valid API key required")]
    [InlineData("POST", "/v0/channels", false, 403, "valid API key required")]
    [InlineData("POST", "/v0/channels", true, 405, "operation or method not allowed")]
    public async Task The_key_is_asked_for_before_the_method(string method, string path, bool hasKey, int status, string text)
    {
        var (response, body) = await HttpAsync(method, path, ("X-Tinode-APIKey", hasKey ? FrontEndHost.Key : ""));
        Assert.Equal((status, "text/plain; charset=utf-8"), ((int)response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        Assert.StartsWith($$$"""{"ctrl":{"code":{{{status}}},"text":"{{{text}}}","ts":""", body, StringComparison.Ordinal);
        Assert.EndsWith("}}\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_key_in_the_header_is_not_made_good_by_the_query()
    {
        var (response, _) = await HttpAsync("GET", "/v0/channels?apikey=" + FrontEndHost.Key, ("X-Tinode-APIKey", "nonsense"));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData(null), InlineData("8")]
    public async Task Without_a_handshake_of_version_13_the_answer_is_400(string? version)
    {
        (string, string)[] headers = version is null
            ? [("X-Tinode-APIKey", FrontEndHost.Key)]
            : [("X-Tinode-APIKey", FrontEndHost.Key), ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", version),
                ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")];
        var (response, body) = await HttpAsync("GET", "/v0/channels", headers);
        Assert.Equal((HttpStatusCode.BadRequest, "Bad Request\n", 12L), (response.StatusCode, body,
            response.Content.Headers.ContentLength));
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task An_unknown_path_is_answered_404_as_json()
    {
        var (response, body) = await HttpAsync("GET", "/v0/channels/", ("X-Tinode-APIKey", FrontEndHost.Key));
        Assert.Equal((HttpStatusCode.NotFound, "application/json"), (response.StatusCode,
            response.Content.Headers.ContentType!.ToString()));
        Assert.StartsWith("""{"ctrl":{"code":404,"text":"Not Found","ts":""", body, StringComparison.Ordinal);
        Assert.EndsWith("}}", body, StringComparison.Ordinal);
        Assert.Equal("SAMEORIGIN", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Null(response.Headers.CacheControl);
    }

    [Fact]
    public async Task The_page_comes_with_its_policy_and_its_key()
    {
        var (page, html) = await HttpAsync("GET", "/");
        Assert.Equal("<!doctype html>page", html);
        Assert.Contains("frame-ancestors 'self'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(39600), page.Headers.CacheControl!.MaxAge);
        var (config, script) = await HttpAsync("GET", "/parley-config.js");
        Assert.Equal($"window.PARLEY_API_KEY = \"{ApiKey.Make(FrontEndHost.Salt)}\";\n", script);
        Assert.True(config.Headers.CacheControl!.NoStore);
        Assert.Equal("text/javascript", config.Content.Headers.ContentType!.MediaType);
        var (outside, _) = await HttpAsync("GET", "/%2e%2e/%2e%2e/etc/passwd");
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
    }

    [Fact]
    public async Task One_address_has_so_many_sessions_before_login_and_no_more()
    {
        List<ClientWebSocket> open = [await LoggedInAsync()];
        for (var i = 0; i < 8; i++)
            open.Add(await ConnectAsync());
        await Assert.ThrowsAsync<WebSocketException>(ConnectAsync);
        open.ForEach(socket => socket.Dispose());
    }

    private async Task<TcpClient> OpenRawAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _host.Address.Port, Token);
        var request = "GET /v0/channels HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + $"X-Tinode-APIKey: {FrontEndHost.Key}\r\n\r\n";
        await client.GetStream().WriteAsync(Wire.GetBytes(request), Token);
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            head.Append((char)(await ReadAsync(client.GetStream(), 1))[0]);
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", head.ToString(), StringComparison.Ordinal);
        return client;
    }

    private static async Task<byte[]> ReadAsync(NetworkStream stream, int length)
    {
        var bytes = new byte[length];
        var read = await stream.ReadAtLeastAsync(bytes, length, throwOnEndOfStream: false, Token);
        return bytes[..read];
    }
}
