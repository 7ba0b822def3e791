using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using Parley.Server;

namespace Parley.EndToEnd.Tests.Server;

public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _certificate;
    private readonly string _key;
    private readonly string _thumbprint;

    public TlsTests()
    {
        (_certificate, _key) = (Path.Combine(_folder[""], "cert.pem"), Path.Combine(_folder[""], "key.pem"));
        _thumbprint = TestCertificates.Write(_certificate, _key);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    private Task<InProcessServer> StartAsync(Action<Parley.Server.Settings.ParleySettings>? configure = null) =>
        InProcessServer.StartAsync(_folder, settings =>
        {
            (settings.Tls.Enabled, settings.Tls.CertificateFile, settings.Tls.KeyFile) = (true, _certificate, _key);
            settings.Tls.ReloadSeconds = 1;
            configure?.Invoke(settings);
        });

    [Theory]
    [InlineData("2.0"), InlineData("1.1")]
    public async Task One_address_speaks_both_versions_of_http(string version)
    {
        await using var server = await StartAsync(settings => settings.Tls.StrictSeconds = 600);
        using var client = TrustingClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, "nowhere"))
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await client.SendAsync(request, Cancelled);
        Assert.Equal((Version.Parse(version), HttpStatusCode.NotFound), (response.Version, response.StatusCode));
        Assert.Equal("max-age=600", response.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.Equal("https", server.Url.Scheme);
    }

    [Fact]
    public async Task The_address_of_the_web_client_speaks_grpc_too()
    {
        await using var server = await StartAsync(settings => settings.Grpc.Listen = "127.0.0.1:0");
        using var client = TrustingClient();
        // One empty message: enough to be answered by the service.
        using var content = new ByteArrayContent(new byte[5]);
        content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("application/grpc");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "pbx.Node/LargeFileServe"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.TE.ParseAdd("trailers");
        using var response = await client.SendAsync(request, Cancelled);
        Assert.Equal((HttpStatusCode.OK, "application/grpc"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_client_that_drips_its_headers_is_cut_off()
    {
        await using var server = await InProcessServer.StartAsync(_folder, _ => { });
        using var client = new TcpClient();
        await client.ConnectAsync(server.Url.Host, server.Url.Port, Cancelled);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "u8.ToArray(), Cancelled);
        using var reader = new StreamReader(client.GetStream());
        // The bound is ten seconds; without it the test would wait for ever.
        Assert.StartsWith("HTTP/1.1 408", await reader.ReadToEndAsync(Cancelled).WaitAsync(TimeSpan.FromSeconds(60), Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_socket_opens_over_tls()
    {
        await using var server = await StartAsync();
        using var socket = new ClientWebSocket();
        socket.Options.RemoteCertificateValidationCallback = TestCertificates.IsOne;
        socket.Options.SetRequestHeader("X-Tinode-APIKey", server.ApiKey);
        await socket.ConnectAsync(new UriBuilder(server.Url) { Scheme = "wss", Path = "/v0/channels" }.Uri, Cancelled);
        await socket.SendAsync("""{"hi":{"id":"1","ver":"0.25"}}""", Cancelled);
        Assert.Equal(201, (await socket.ReceiveAsync(Cancelled))!.Value.GetProperty("ctrl").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task A_renewed_certificate_is_used_without_a_restart_and_a_broken_one_is_not()
    {
        await using var server = await StartAsync();
        Assert.Equal(_thumbprint, await ThumbprintAsync(server.Url));
        await File.WriteAllTextAsync(_certificate, "-----BEGIN CERTIFICATE-----\nAAAA", Cancelled);
        var renewed = TestCertificates.Write(Path.Combine(_folder[""], "new.pem"), _key);
        Assert.Equal(_thumbprint, await ThumbprintAsync(server.Url));
        File.Move(Path.Combine(_folder[""], "new.pem"), _certificate, overwrite: true);
        for (var i = 0; await ThumbprintAsync(server.Url) != renewed; i++)
        {
            Assert.True(i < 200, "The renewed certificate is not used.");
            await Task.Delay(100, Cancelled);
        }
    }

    [Fact]
    public async Task Plain_http_is_sent_to_https_and_nowhere_else()
    {
        var port = FreePort();
        await using var server = await StartAsync(settings => settings.Tls.RedirectFrom = $"127.0.0.1:{port}");
        using var client = TrustingClient();
        using var response = await client.PostAsync(new Uri($"http://127.0.0.1:{port}/v0/channels/lp?a=b%20c"), new StringContent("x"), Cancelled);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, response.StatusCode);
        Assert.Equal(new Uri(server.Url, "v0/channels/lp?a=b%20c"), response.Headers.Location);
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Who_speaks_plain_http_to_the_tls_address_is_not_answered()
    {
        await using var server = await StartAsync();
        using var client = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new UriBuilder(server.Url) { Scheme = "http" }.Uri, Cancelled));
    }

    [Fact]
    public async Task Files_that_are_no_certificate_are_named_in_one_sentence()
    {
        await File.WriteAllTextAsync(_key, "no key", Cancelled);
        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => StartAsync());
        Assert.Contains(_key, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    private static HttpClient TrustingClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = TestCertificates.IsOne },
    });

    private static async Task<string> ThumbprintAsync(Uri url)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port, Cancelled);
        await using var stream = new SslStream(client.GetStream(), false, TestCertificates.IsOne);
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = url.Host }, Cancelled);
        return new X509Certificate2(stream.RemoteCertificate!).Thumbprint;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
