using System.Text;
using System.Text.Json;

namespace Parley.EndToEnd.Tests.Files;

/// <summary>All the ways in which clients say who they are, and what they get for it.</summary>
public sealed class FileSenderTests : IAsyncLifetime
{
    private FileServer _server = null!;
    private string _token = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await FileServer.StartAsync("""{"files":{"corsOrigins":["https://*.example.com"]}}""");
        _token = await _server.RegisterAsync("alice");
        _server.Client.DefaultRequestHeaders.Clear();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Key_and_token_may_stand_in_headers_query_form_or_cookies()
    {
        var key = _server.Process.ApiKey;
        var query = $"?apikey={key}&auth=token&secret={Uri.EscapeDataString(_token)}";
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("alice:secret-alice"));
        string[] form = ["apikey", key, "auth", "token", "secret", _token];
        Assert.Equal(200, await UploadAsync("", [("X-Tinode-APIKey", key), ("X-Tinode-Auth", $"Token {_token}")]));
        Assert.Equal(200, await UploadAsync("", [("X-Tinode-APIKey", key), ("Authorization", $"token {_token}")]));
        Assert.Equal(200, await UploadAsync("", [("X-Tinode-APIKey", key), ("Authorization", $"Basic {basic}")]));
        Assert.Equal(200, await UploadAsync(query, []));
        Assert.Equal(200, await UploadAsync("", [("Cookie", $"apikey={key}; auth=token; secret={_token}")]));
        Assert.Equal(200, await UploadAsync("", [], form));
        Assert.Equal(200, await UploadAsync("", [], form, fileFirst: true));

        Assert.Equal(403, await UploadAsync("", [("X-Tinode-Auth", $"Token {_token}")]));
        Assert.Equal(403, await UploadAsync("", [("X-Tinode-APIKey", "AQEAAAABAAD_rAp4DJh05a1HAwFT3A6K"), ("X-Tinode-Auth", $"Token {_token}")], form));
        Assert.Equal(401, await UploadAsync("", [("X-Tinode-APIKey", key)]));
        Assert.Equal(401, await UploadAsync("", [("X-Tinode-APIKey", key), ("X-Tinode-Auth", "Token")]));
        Assert.Equal(401, await UploadAsync("", [("X-Tinode-APIKey", key), ("X-Tinode-Auth", $"Token {Forge(_token)}")]));
        Assert.Equal(400, await UploadAsync("", [("X-Tinode-APIKey", key), ("X-Tinode-Auth", "Token ***")]));
        Assert.Equal(400, await UploadAsync("", [("X-Tinode-APIKey", key), ("X-Tinode-Auth", "Token AAAA")]));
        Assert.Equal(400, await UploadAsync("", [("X-Tinode-APIKey", key), ("X-Tinode-Auth", $"foo {_token}")]));
        Assert.Equal(401, await UploadAsync($"?apikey={key}&sid=AAAAAAAAAAA", []));
        await _server.DiskHoldsAsync(7);
    }

    [Fact]
    public async Task The_answer_has_the_id_of_the_form_and_tells_where_the_file_is()
    {
        var ctrl = await UploadForCtrlAsync("", [("X-Tinode-APIKey", _server.Process.ApiKey), ("X-Tinode-Auth", $"Token {_token}")], ["id", "42"], fileFirst: true);
        Assert.Equal("42", ctrl.GetProperty("id").GetString());
        Assert.Equal("ok", ctrl.GetProperty("text").GetString());
        Assert.Matches("^/v0/file/s/[-_A-Za-z0-9]{11}\\.asc$", ctrl.GetProperty("params").GetProperty("url").GetString());
        Assert.Matches("^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+$", ctrl.GetProperty("params").GetProperty("expires").GetString());
    }

    [Fact]
    public async Task A_file_is_shown_or_saved_as_its_type_allows_and_never_acts_in_our_name()
    {
        (string, string)[] signed = [("X-Tinode-APIKey", _server.Process.ApiKey), ("X-Tinode-Auth", $"Token {_token}"), ("Origin", "https://chat.example.com")];
        var url = (await UploadForCtrlAsync("", signed, [])).GetProperty("params").GetProperty("url").GetString()!;
        using var page = await SendAsync(HttpMethod.Get, url, signed);
        Assert.Equal("attachment", page.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("https://chat.example.com", page.Headers.GetValues("Access-Control-Allow-Origin").Single());

        using var head = await SendAsync(HttpMethod.Head, url, signed);
        Assert.Equal(200, (int)head.StatusCode);
        using var post = await SendAsync(HttpMethod.Post, url, signed);
        Assert.Equal(405, (int)post.StatusCode);
        using var get = await SendAsync(HttpMethod.Get, "/v0/file/u/", signed);
        Assert.Equal(405, (int)get.StatusCode);
        using var missing = await SendAsync(HttpMethod.Get, "/v0/file/s/AAAAAAAAAAE", signed);
        Assert.Equal(404, (int)missing.StatusCode);
        Assert.False(missing.Headers.CacheControl?.MaxAge > TimeSpan.Zero);
    }

    [Theory]
    [InlineData("GET", "/v0/file/s?x=1", "/v0/file/s/?x=1")]
    [InlineData("POST", "/v0/file/u", "/v0/file/u/")]
    public async Task Without_the_slash_at_the_end_clients_are_sent_to_where_it_is(string method, string path, string location)
    {
        await using var stream = await _server.ConnectAsync($"{method} {path} HTTP/1.1\r\nHost: parley\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        var answer = await stream.ReadToCloseAsync();
        Assert.StartsWith("HTTP/1.1 307 ", answer, StringComparison.Ordinal);
        Assert.Contains($"\r\nLocation: {location}\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v0/file/s/%2e%2e/AAAAAAAAAAE")]
    [InlineData("/v0/file/s/..%2fAAAAAAAAAAE")]
    public async Task Encoded_dots_and_slashes_are_names_that_no_file_has(string path)
    {
        await using var stream = await _server.ConnectAsync(_server.Head("GET", path, _token, "Connection: close"));
        var answer = await stream.ReadToCloseAsync();
        Assert.StartsWith("HTTP/1.1 404 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"text\":\"not found\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_of_an_account_that_is_gone_is_worth_nothing()
    {
        (string, string)[] signed = [("X-Tinode-APIKey", _server.Process.ApiKey), ("X-Tinode-Auth", $"Token {_token}")];
        var url = (await UploadForCtrlAsync("", signed, [])).GetProperty("params").GetProperty("url").GetString()!;
        await _server.DeleteAccountAsync(_token);
        using var answer = await SendAsync(HttpMethod.Get, url, signed);
        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Equal(404, await UploadAsync("", signed));
    }

    private static string Forge(string token) => token[..20] + (token[20] == 'A' ? 'B' : 'A') + token[21..];

    private async Task<int> UploadAsync(string query, (string Name, string Value)[] headers, string[]? fields = null, bool fileFirst = false) =>
        (await UploadForCtrlAsync(query, headers, fields ?? [], fileFirst)).GetProperty("code").GetInt32();

    private async Task<JsonElement> UploadForCtrlAsync(string query, (string Name, string Value)[] headers, string[] fields, bool fileFirst = false)
    {
        using var form = new MultipartFormDataContent();
        if (fileFirst)
            AddFile(form);
        for (var i = 0; i < fields.Length; i += 2)
            form.Add(new StringContent(fields[i + 1]), fields[i]);
        if (!fileFirst)
            AddFile(form);
        using var response = await SendAsync(HttpMethod.Post, "/v0/file/u/" + query, headers, form);
        var ctrl = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Ct)).GetProperty("ctrl");
        Assert.Equal((int)response.StatusCode, ctrl.GetProperty("code").GetInt32());
        return ctrl;
    }

    private static void AddFile(MultipartFormDataContent form)
    {
        var file = new StringContent("<words>" + new string('x', 600));
        form.Add(file, "file", "page.txt");
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, (string Name, string Value)[] headers, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await _server.Client.SendAsync(request, Ct);
    }
}
