using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace Parley.EndToEnd.Tests.Files;

/// <summary>Whatever is wrong with an upload costs that request: the disk is as before, and everybody else goes on.</summary>
public sealed class BadUploadTests
{
    private const string Form = "Content-Type: multipart/form-data; boundary=x";
    private const string FilePart = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n\r\n";

    [Fact]
    public async Task A_form_that_ends_in_the_middle_is_400()
    {
        await using var server = await FileServer.StartAsync();
        var token = await server.RegisterAsync("alice");
        var body = FilePart + new string('a', 100_000);
        await using var stream = await server.ConnectAsync(server.Head("POST", "/v0/file/u/", token, Form, $"Content-Length: {body.Length}") + body);
        Assert.Equal("HTTP/1.1 400 Bad Request", await stream.ReadStatusAsync());
        await server.DiskIsEmptyAsync();
        await server.AssertServesAsync(token);
    }

    [Fact]
    public async Task A_sender_who_goes_before_all_is_said_leaves_nothing()
    {
        await using var server = await FileServer.StartAsync();
        var token = await server.RegisterAsync("alice");
        var stream = await server.ConnectAsync(
            server.Head("POST", "/v0/file/u/", token, Form, "Content-Length: 10000000") + FilePart + new string('a', 1_000_000));
        await server.DiskHoldsAsync(1);
        await stream.DisposeAsync();
        await server.DiskIsEmptyAsync();
        await server.AssertServesAsync(token);
    }

    [Fact]
    public async Task A_sender_who_closes_its_side_in_the_middle_leaves_nothing()
    {
        await using var server = await FileServer.StartAsync();
        var token = await server.RegisterAsync("alice");
        await using var stream = await server.ConnectAsync(
            server.Head("POST", "/v0/file/u/", token, Form, "Content-Length: 10000000") + FilePart + new string('a', 1_000_000));
        await server.DiskHoldsAsync(1);
        stream.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        await stream.ReadToCloseAsync();
        await server.DiskIsEmptyAsync();
        await server.AssertServesAsync(token);
    }

    [Fact]
    public async Task A_length_that_is_not_that_of_the_form_is_400()
    {
        await using var server = await FileServer.StartAsync();
        var token = await server.RegisterAsync("alice");
        string[] lengths =
        [
            "Content-Length: 200", "Content-Length: -1", "Content-Length: many", "Content-Length: 9223372036854775808",
            "Content-Length: 200\r\nContent-Length: 300", "Transfer-Encoding: chunked",
        ];
        foreach (var length in lengths)
        {
            await using var stream = await server.ConnectAsync(
                server.Head("POST", "/v0/file/u/", token, Form, length) + FilePart + new string('a', 1000) + "\r\n--x--\r\n");
            Assert.Equal("HTTP/1.1 400 Bad Request", await stream.ReadStatusAsync());
            await server.DiskIsEmptyAsync();
        }
        await server.AssertServesAsync(token);
    }

    [Fact]
    public async Task A_gigabyte_that_is_only_announced_is_413_at_once()
    {
        await using var server = await FileServer.StartAsync();
        var token = await server.RegisterAsync("alice");
        await using var stream = await server.ConnectAsync(server.Head("POST", "/v0/file/u/", token, Form, "Content-Length: 1000000000") + "-");
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await stream.ReadStatusAsync());
        await server.DiskIsEmptyAsync();
        await server.AssertServesAsync(token);
    }

    [Fact]
    public async Task More_than_is_allowed_is_413_though_nobody_said_how_much_it_would_be()
    {
        await using var server = await FileServer.StartAsync("""{"limits":{"uploadBytesMax":100000}}""");
        var token = await server.RegisterAsync("alice");
        await using var stream = await server.ConnectAsync(server.Head("POST", "/v0/file/u/", token, Form, "Transfer-Encoding: chunked"));
        var body = FilePart + new string('a', 200_000);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{body.Length:x}\r\n{body}\r\n"), TestContext.Current.CancellationToken);
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await stream.ReadStatusAsync());
        await server.DiskIsEmptyAsync();
    }

    [Fact]
    public async Task A_sender_that_crawls_is_cut_off()
    {
        await using var server = await FileServer.StartAsync();
        var token = await server.RegisterAsync("alice");
        await using var stream = await server.ConnectAsync(
            server.Head("POST", "/v0/file/u/", token, Form, "Content-Length: 1000000") + FilePart + "slowly");
        Assert.Contains(await stream.ReadStatusAsync(), new[] { "HTTP/1.1 408 Request Timeout", "" });
        await server.DiskIsEmptyAsync();
        await server.AssertServesAsync(token);
    }

    [Theory]
    [InlineData("/v0/file/s/../../etc/passwd")]
    [InlineData("/v0/file/s/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/v0/file/s/..%2f..%2fetc%2fpasswd")]
    [InlineData("/v0/file/s/..%5c..%5csecrets.json")]
    [InlineData("/v0/file/s/%u002e%u002e/secrets.json")]
    [InlineData("/v0/file/s/%252e%252e%252fsecrets.json")]
    [InlineData("/v0/file/s/%c0%ae%c0%ae/secrets.json")]
    [InlineData("/v0/file/s/AAAAAAAAAAE%00.png")]
    [InlineData("/v0/file/s/AAAAAAAAAAE/../../../secrets.json")]
    [InlineData("/v0/file/s/")]
    [InlineData("/v0/file/s//secrets.json")]
    public async Task Paths_lead_to_files_that_were_uploaded_and_nowhere_else(string path)
    {
        await using var server = await FileServer.StartAsync();
        var token = await server.RegisterAsync("alice");
        await using var stream = await server.ConnectAsync(server.Head("GET", path, token, "Connection: close"));
        var answer = await stream.ReadToCloseAsync();
        // Some are sent to their clean form, where there is nothing either.
        Assert.Matches("^HTTP/1.1 (307|400|404) ", answer);
        Assert.DoesNotContain("tokenKey", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bomb_stays_what_it_is()
    {
        await using var server = await FileServer.StartAsync();
        var token = await server.RegisterAsync("alice");
        var bomb = Compress(new byte[30 * 1024 * 1024]);
        var (code, url) = await server.UploadAsync(token, new ByteArrayContent(bomb), "application/gzip");
        Assert.Equal(200, code);
        Assert.Equal(bomb.Length, Assert.Single(server.OnDisk()).Length);
        using var response = await server.DownloadAsync(token, url!);
        Assert.Equal(bomb, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_form_that_says_it_is_compressed_is_400()
    {
        await using var server = await FileServer.StartAsync();
        var token = await server.RegisterAsync("alice");
        var form = new ByteArrayContent(Compress(Encoding.ASCII.GetBytes(FilePart + new string('a', 10_000_000) + "\r\n--x--\r\n")));
        form.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        form.Headers.ContentEncoding.Add("gzip");
        using var request = new HttpRequestMessage(HttpMethod.Post, "v0/file/u/") { Content = form };
        request.Headers.Add("X-Tinode-Auth", $"Token {token}");
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)response.StatusCode);
        await server.DiskIsEmptyAsync();
    }

    [Fact]
    public async Task Without_a_login_a_picture_for_a_new_account_is_all_that_is_taken()
    {
        await using var server = await FileServer.StartAsync();
        Assert.Equal(401, (await server.UploadAsync(null, new ByteArrayContent(new byte[1000]))).Code);
        Assert.Equal(200, (await server.UploadAsync(null, new ByteArrayContent(new byte[1000]), topic: "newacc")).Code);
        Assert.Equal(413, (await server.UploadAsync(null, new ByteArrayContent(new byte[2_000_000]), topic: "newacc")).Code);
        await server.DiskHoldsAsync(1);
    }

    [Fact]
    public async Task A_user_whose_share_is_used_up_is_422_and_others_go_on()
    {
        await using var server = await FileServer.StartAsync("""{"limits":{"userFilesBytesMax":100000}}""");
        var (alice, bob) = (await server.RegisterAsync("alice"), await server.RegisterAsync("robert"));
        Assert.Equal(200, (await server.UploadAsync(alice, new ByteArrayContent(new byte[60_000]))).Code);
        Assert.Equal(422, (await server.UploadAsync(alice, new ByteArrayContent(new byte[60_000]))).Code);
        Assert.Equal(200, (await server.UploadAsync(alice, new ByteArrayContent(new byte[40_000]))).Code);
        Assert.Equal(422, (await server.UploadAsync(alice, new ByteArrayContent(new byte[1]))).Code);
        await server.AssertServesAsync(bob);
    }

    [Fact]
    public async Task A_disk_that_is_nearly_full_takes_no_files()
    {
        await using var server = await FileServer.StartAsync("""{"limits":{"diskFreeBytesMin":9000000000000000000}}""");
        var token = await server.RegisterAsync("alice");
        Assert.Equal(503, (await server.UploadAsync(token, new ByteArrayContent(new byte[1000]))).Code);
        await server.DiskIsEmptyAsync();
    }

    private static byte[] Compress(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(content);
        return packed.ToArray();
    }
}
