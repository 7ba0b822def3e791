using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Parley.EndToEnd.Tests.Server;

namespace Parley.EndToEnd.Tests.Files;

/// <summary>A server process, and people who send files to it.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly ParleyProcess _process;

    private FileServer(TemporaryFolder folder, ParleyProcess process)
    {
        (_folder, _process) = (folder, process);
        Client = new HttpClient { BaseAddress = new Uri(process.Url), Timeout = TimeSpan.FromMinutes(2) };
        Client.DefaultRequestHeaders.Add("X-Tinode-APIKey", process.ApiKey);
    }

    /// <summary>Has the API key, and nobody's token.</summary>
    public HttpClient Client { get; }

    public ParleyProcess Process => _process;

    private string Uploads => Path.Combine(_folder["data"], "uploads");

    /// <param name="settings">What parley.json says, as JSON.</param>
    public static async Task<FileServer> StartAsync(string settings = "{}")
    {
        var folder = new TemporaryFolder();
        var process = await ParleyProcess.ServeAsync(folder["data"], "--config", folder.Write("parley.json", settings));
        return new FileServer(folder, process);
    }

    /// <summary>A new account; returns its token.</summary>
    public async Task<string> RegisterAsync(string login)
    {
        using var socket = await _process.ConnectAsync(TestContext.Current.CancellationToken);
        await socket.SendAsync("""{"hi":{"id":"1","ver":"0.25","ua":"test"}}""", TestContext.Current.CancellationToken);
        var secret = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:secret-{login}"));
        await socket.SendAsync(
            $$$"""{"acc":{"id":"2","user":"new","scheme":"basic","secret":"{{{secret}}}","login":true}}""", TestContext.Current.CancellationToken);
        while (await socket.ReceiveAsync(TestContext.Current.CancellationToken) is { } packet)
        {
            if (packet.TryGetProperty("ctrl", out var ctrl) && ctrl.GetProperty("id").GetString() == "2")
                return ctrl.GetProperty("params").GetProperty("token").GetString()!;
        }
        throw new InvalidOperationException("No answer.");
    }

    public async Task DeleteAccountAsync(string token)
    {
        using var socket = await _process.ConnectAsync(TestContext.Current.CancellationToken);
        await socket.SendAsync("""{"hi":{"id":"1","ver":"0.25","ua":"test"}}""", TestContext.Current.CancellationToken);
        await socket.SendAsync($$$"""{"login":{"id":"2","scheme":"token","secret":"{{{token}}}"}}""", TestContext.Current.CancellationToken);
        await socket.SendAsync("""{"del":{"id":"3","what":"user","hard":true}}""", TestContext.Current.CancellationToken);
        while (await socket.ReceiveAsync(TestContext.Current.CancellationToken) is { } packet)
        {
            if (packet.TryGetProperty("ctrl", out var ctrl) && ctrl.TryGetProperty("id", out var id) && id.GetString() == "3")
                return;
        }
    }

    /// <summary>Uploads; returns the code and, if it went well, the address.</summary>
    public async Task<(int Code, string? Url)> UploadAsync(string? token, HttpContent file, string type = "application/octet-stream", string? topic = null)
    {
        file.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var form = new MultipartFormDataContent { { file, "file", "file.bin" } };
        if (topic is not null)
            form.Add(new StringContent(topic), "topic");
        using var request = new HttpRequestMessage(HttpMethod.Post, "v0/file/u/") { Content = form };
        Sign(request, token);
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var ctrl = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("ctrl");
        Assert.Equal((int)response.StatusCode, ctrl.GetProperty("code").GetInt32());
        var url = ctrl.TryGetProperty("params", out var values) ? values.GetProperty("url").GetString() : null;
        return ((int)response.StatusCode, url);
    }

    public async Task<HttpResponseMessage> DownloadAsync(string? token, string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url.TrimStart('/'));
        Sign(request, token);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>Everything is as it should be: a small file goes in and out.</summary>
    public async Task AssertServesAsync(string token)
    {
        var content = Encoding.UTF8.GetBytes("Still here, and as lively as ever.");
        var (code, url) = await UploadAsync(token, new ByteArrayContent(content), "text/plain");
        Assert.Equal(200, code);
        using var response = await DownloadAsync(token, url!);
        Assert.Equal(content, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The files on the disk, whole or not.</summary>
    public IReadOnlyList<FileInfo> OnDisk() =>
        [.. new DirectoryInfo(Uploads).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })];

    /// <summary>Nothing is left of what was refused; the answer may come before it is cleared away.</summary>
    public Task DiskIsEmptyAsync() => DiskHoldsAsync(0);

    /// <summary>Waits until so many files lie there: what comes of a refused one goes right after the answer.</summary>
    public Task DiskHoldsAsync(int files) => Reading.BecomesTrueAsync(() => OnDisk().Count == files);

    /// <summary>A connection on which anything can be said.</summary>
    public async Task<NetworkStream> ConnectAsync(string request)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync("127.0.0.1", Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        var stream = new NetworkStream(socket, ownsSocket: true);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        return stream;
    }

    /// <summary>The head of a request for such a connection.</summary>
    public string Head(string method, string path, string token, params string[] more) =>
        string.Join("\r\n", [$"{method} {path} HTTP/1.1", "Host: parley", $"X-Tinode-APIKey: {_process.ApiKey}", $"X-Tinode-Auth: Token {token}", .. more, "", ""]);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private static void Sign(HttpRequestMessage request, string? token)
    {
        if (token is not null)
            request.Headers.Add("X-Tinode-Auth", $"Token {token}");
    }
}
