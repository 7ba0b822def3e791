using System.Net;
using System.Net.Sockets;
using System.Text;
using Parley.FrontEnd.Tests.Fakes;

namespace Parley.FrontEnd.Tests.Http;

/// <summary>Static files as browsers meet them. Requests are written by hand: clients clean paths before they send them.</summary>
public sealed class StaticSiteTests : IAsyncLifetime
{
    private static readonly DateTime Changed = new(2026, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parley-static");
    private FrontEndHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Write("index.html", "<!doctype html>index");
        Write("hello.txt", "0123456789");
        Write("plain", "text");
        Write("noise", "\0\u0001");
        Write("app.js", new string('x', 5000));
        Write(".secret", "hidden");
        _folder.CreateSubdirectory("sub");
        Write("sub/page.html", "page");
        _host = await FrontEndHost.StartAsync(new FrontEndOptions { StaticFolder = _folder.FullName, StaticCacheAge = TimeSpan.FromSeconds(60) });
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, Changed);
    }

    private async Task<(int Status, Dictionary<string, string> Headers, string Body)> AskAsync(string method, string target, params string[] headers)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _host.Address.Port, Token);
        var request = $"{method} {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";
        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(request), Token);
        using var reader = new StreamReader(client.GetStream(), System.Text.Encoding.Latin1);
        var parts = (await reader.ReadToEndAsync(Token)).Split("\r\n\r\n", 2);
        var lines = parts[0].Split("\r\n");
        var fields = lines[1..].Select(line => line.Split(": ", 2)).ToDictionary(field => field[0], field => field[1], StringComparer.OrdinalIgnoreCase);
        return (int.Parse(lines[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), fields, parts[1]);
    }

    [Theory]
    [InlineData("GET"), InlineData("POST")]
    public async Task A_file_comes_with_its_type_and_its_time_and_no_tag(string method)
    {
        var (status, headers, body) = await AskAsync(method, "/hello.txt");
        Assert.Equal((200, "0123456789"), (status, body));
        Assert.Equal("text/plain; charset=utf-8", headers["Content-Type"]);
        Assert.Equal("10", headers["Content-Length"]);
        Assert.Equal("bytes", headers["Accept-Ranges"]);
        Assert.Equal("Tue, 03 Feb 2026 04:05:06 GMT", headers["Last-Modified"]);
        Assert.Equal("must-revalidate, public, max-age=60", headers["Cache-Control"]);
        Assert.Equal(("SAMEORIGIN", "origin", "Accept-Encoding"), (headers["X-Frame-Options"], headers["Referrer-Policy"], headers["Vary"]));
        Assert.False(headers.ContainsKey("ETag"));
    }

    [Theory]
    [InlineData("/", "text/html; charset=utf-8", "<!doctype html>index")]
    [InlineData("/sub/page.html", "text/html; charset=utf-8", "page")]
    [InlineData("/plain", "text/plain; charset=utf-8", "text")]
    [InlineData("/noise", "application/octet-stream", "\0\u0001")]
    public async Task Types_go_by_names_and_else_by_looks(string path, string type, string body)
    {
        var answer = await AskAsync("GET", path);
        Assert.Equal((200, type, body), (answer.Status, answer.Headers["Content-Type"], answer.Body));
    }

    [Theory]
    [InlineData("/index.html", "./")]
    [InlineData("/sub/index.html?a=b", "./?a=b")]
    [InlineData("/sub", "sub/")]
    [InlineData("/hello.txt/", "../hello.txt")]
    public async Task Each_file_and_folder_has_one_address(string path, string location)
    {
        var (status, headers, body) = await AskAsync("GET", path);
        Assert.Equal((301, location, ""), (status, headers["Location"], body));
        Assert.Equal("must-revalidate, public, max-age=60", headers["Cache-Control"]);
    }

    [Theory]
    [InlineData("/nothing"), InlineData("/sub/"), InlineData("/.secret"), InlineData("/%2e%2e/%2e%2e/etc/passwd"), InlineData("/%2e%2e/hello.txt")]
    [InlineData("/..%2fhello.txt"), InlineData("/sub%2fpage.html"), InlineData("/%c0%ae%c0%ae/etc/passwd"), InlineData("/%u002e%u002e/etc/passwd")]
    [InlineData("/..%5c..%5cetc/passwd"), InlineData("/hello.txt%00.html")]
    public async Task What_is_not_there_or_elsewhere_is_not_found(string path)
    {
        var (status, headers, body) = await AskAsync("GET", path);
        // The framework refuses some encodings before anybody is asked.
        if (status == 400)
            return;
        Assert.Equal((404, "application/json"), (status, headers["Content-Type"]));
        Assert.Contains("\"code\":404,\"text\":\"Not Found\"", body, StringComparison.Ordinal);
        Assert.False(headers.ContainsKey("Cache-Control"));
    }

    [Theory]
    [InlineData("GET", "/sub//page.html?x=1", "/sub/page.html?x=1", true)]
    [InlineData("GET", "/../../etc/passwd", "/etc/passwd", true)]
    [InlineData("GET", "//evil.example/", "/evil.example/", true)]
    [InlineData("GET", "/.//\\evil.example/", "/%5Cevil.example/", true)]
    [InlineData("HEAD", "//hello.txt", "/hello.txt", false)]
    [InlineData("POST", "/v0/./channels/lp", "/v0/channels/lp", false)]
    public async Task Paths_are_cleaned_before_anything_else(string method, string path, string location, bool hasBody)
    {
        var (status, headers, body) = await AskAsync(method, path);
        Assert.Equal((307, location, hasBody), (status, headers["Location"], body.Length > 0));
        Assert.False(headers.ContainsKey("Referrer-Policy"));
        if (hasBody)
            Assert.Equal($"<a href=\"{location}\">Temporary Redirect</a>.\n\n", body);
    }

    [Theory]
    [InlineData("bytes=0-3", 206, "0123", "bytes 0-3/10")]
    [InlineData("bytes=8-99", 206, "89", "bytes 8-9/10")]
    [InlineData("bytes=-2", 206, "89", "bytes 8-9/10")]
    [InlineData("bytes=10-", 416, null, "bytes */10")]
    [InlineData("bytes=5-2", 416, null, null)]
    [InlineData("lines=1-2", 416, null, null)]
    public async Task Ranges_are_honoured(string range, int status, string? body, string? contentRange)
    {
        var answer = await AskAsync("GET", "/hello.txt", "Range: " + range);
        Assert.Equal((status, contentRange), (answer.Status, answer.Headers.GetValueOrDefault("Content-Range")));
        if (body is not null)
            Assert.Equal(body, answer.Body);
        else
            Assert.Contains("\"code\":416", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_browser_has_is_not_sent_again()
    {
        var (status, headers, body) = await AskAsync("GET", "/hello.txt", "If-Modified-Since: Tue, 03 Feb 2026 04:05:06 GMT");
        Assert.Equal((304, ""), (status, body));
        Assert.Equal("Tue, 03 Feb 2026 04:05:06 GMT", headers["Last-Modified"]);
        Assert.False(headers.ContainsKey("Content-Type"));
        Assert.Equal(200, (await AskAsync("GET", "/hello.txt", "If-Modified-Since: Tue, 03 Feb 2026 04:05:05 GMT")).Status);
    }

    [Fact]
    public async Task Head_tells_of_the_file_without_sending_it()
    {
        var (status, headers, body) = await AskAsync("HEAD", "/hello.txt");
        Assert.Equal((200, "10", ""), (status, headers["Content-Length"], body));
    }

    [Fact]
    public async Task Scripts_are_compressed_for_those_who_ask()
    {
        var (_, headers, _) = await AskAsync("GET", "/app.js", "Accept-Encoding: gzip");
        Assert.Equal(("gzip", "text/javascript; charset=utf-8", "Accept-Encoding"), (headers["Content-Encoding"], headers["Content-Type"], headers["Vary"]));
        Assert.False(headers.ContainsKey("Content-Length"));
        Assert.False((await AskAsync("GET", "/app.js")).Headers.ContainsKey("Content-Encoding"));
    }
}
