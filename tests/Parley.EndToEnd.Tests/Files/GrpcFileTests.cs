using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Pbx;

namespace Parley.EndToEnd.Tests.Files;

/// <summary>Files through the contract's own calls, by a plain generated client.</summary>
public sealed class GrpcFileTests
{
    private const int Megabyte = 1024 * 1024;
    private const int Chunk = 256 * 1024;
    private const string Settings = """{"limits":{"uploadBytesMax":104857600}}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_megabytes_go_in_and_out_unchanged_and_memory_stays_flat()
    {
        await using var server = await FileServer.StartAsync(Settings);
        var auth = AuthOf(await server.RegisterAsync("alice"));
        using var channel = GrpcChannel.ForAddress(server.Process.GrpcUrl);
        var node = new Node.NodeClient(channel);
        var content = RandomNumberGenerator.GetBytes(50 * Megabyte);
        await RoundTripAsync(node, auth, content);
        var before = server.Process.MemoryBytes;
        for (var i = 0; i < 2; i++)
            await RoundTripAsync(node, auth, content);
        var grown = server.Process.MemoryBytes - before;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"gRPC, twice 50 MB in and out: {before / Megabyte} MB before, {grown / Megabyte} MB more after."));
        Assert.InRange(grown, long.MinValue, 30 * Megabyte);
    }

    [Fact]
    public async Task What_comes_over_gRPC_goes_out_over_HTTP_and_the_other_way_round()
    {
        await using var server = await FileServer.StartAsync();
        var token = await server.RegisterAsync("alice");
        using var channel = GrpcChannel.ForAddress(server.Process.GrpcUrl);
        var node = new Node.NodeClient(channel);
        var content = RandomNumberGenerator.GetBytes(1000);
        var sent = await UploadAsync(node, new FileUpReq { Id = "1", Auth = AuthOf(token), Content = ByteString.CopyFrom(content) });
        Assert.Equal(("1", 200, "OK", 1000), (sent.Id, sent.Code, sent.Text, sent.Meta.Size));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), sent.Meta.Etag);
        using var response = await server.DownloadAsync(token, sent.Meta.Name);
        Assert.Equal(content, await response.Content.ReadAsByteArrayAsync(Ct));

        var (_, url) = await server.UploadAsync(token, new ByteArrayContent(content), "image/x-odd");
        var (answers, bytes) = await DownloadAsync(node, new FileDownReq { Id = "2", Auth = AuthOf(token), Uri = url });
        Assert.Equal(content, bytes);
        Assert.Equal(("image/x-odd", 1000), (answers[0].Meta.MimeType, answers[0].Meta.Size));

        (answers, _) = await DownloadAsync(node, new FileDownReq { Id = "3", Auth = AuthOf(token), Uri = url, IfModified = answers[0].Meta.Etag });
        Assert.Equal(("3", 304), (Assert.Single(answers).Id, answers[0].Code));
    }

    [Fact]
    public async Task What_the_sender_says_of_a_file_must_be_so()
    {
        await using var server = await FileServer.StartAsync();
        var auth = AuthOf(await server.RegisterAsync("alice"));
        using var channel = GrpcChannel.ForAddress(server.Process.GrpcUrl);
        var node = new Node.NodeClient(channel);
        var content = ByteString.CopyFrom(new byte[100]);
        var etag = Convert.ToHexStringLower(SHA256.HashData(new byte[100]));
        Assert.Equal(400, (await UploadAsync(node, new FileUpReq { Auth = auth, Content = content, Meta = new FileMeta { Size = 99 } })).Code);
        Assert.Equal(400, (await UploadAsync(node, new FileUpReq { Auth = auth, Content = content, Meta = new FileMeta { Etag = "other" } })).Code);
        Assert.Equal(200, (await UploadAsync(node, new FileUpReq { Auth = auth, Content = content, Meta = new FileMeta { Size = 100, Etag = etag } })).Code);
        await server.DiskHoldsAsync(1);
    }

    [Fact]
    public async Task Nobody_sends_or_gets_files_without_a_login()
    {
        await using var server = await FileServer.StartAsync();
        using var channel = GrpcChannel.ForAddress(server.Process.GrpcUrl);
        var node = new Node.NodeClient(channel);
        Assert.Equal(401, (await UploadAsync(node, new FileUpReq { Id = "1", Content = ByteString.CopyFromUtf8("x") })).Code);
        Assert.Equal(401, (await UploadAsync(node, new FileUpReq { Id = "1", Auth = new Auth(), Topic = "newacc" })).Code);
        var (answers, _) = await DownloadAsync(node, new FileDownReq { Id = "2", Uri = "/v0/file/s/AAAAAAAAAAE" });
        Assert.Equal(("2", 401), (Assert.Single(answers).Id, answers[0].Code));
        await server.DiskIsEmptyAsync();
    }

    [Fact]
    public async Task A_stream_that_brings_nothing_or_too_much_or_breaks_off_leaves_nothing()
    {
        await using var server = await FileServer.StartAsync("""{"limits":{"uploadBytesMax":1000000}}""");
        var token = await server.RegisterAsync("alice");
        using var channel = GrpcChannel.ForAddress(server.Process.GrpcUrl);
        var node = new Node.NodeClient(channel);

        using (var empty = node.LargeFileReceive(cancellationToken: Ct))
        {
            await empty.RequestStream.CompleteAsync();
            Assert.Equal(408, (await empty.ResponseAsync).Code);
        }

        var chunk = ByteString.CopyFrom(new byte[Chunk]);
        var large = await UploadAsync(node, new FileUpReq { Id = "1", Auth = AuthOf(token), Content = chunk }, [.. Enumerable.Repeat(chunk, 4)]);
        Assert.Equal(413, large.Code);
        await server.DiskIsEmptyAsync();

        using (var broken = node.LargeFileReceive(cancellationToken: Ct))
        {
            await broken.RequestStream.WriteAsync(new FileUpReq { Auth = AuthOf(token), Content = chunk }, Ct);
            await server.DiskHoldsAsync(1);
        }
        await server.DiskIsEmptyAsync();
        await server.AssertServesAsync(token);
        Assert.Empty(server.Process.Complaints);
    }

    [Fact]
    public async Task A_client_that_never_reads_a_download_is_cut_off()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only there is it told which files are open.");
        await using var server = await FileServer.StartAsync(Settings);
        var token = await server.RegisterAsync("alice");
        var (_, url) = await server.UploadAsync(token, new ByteArrayContent(new byte[50 * Megabyte]));
        using var channel = GrpcChannel.ForAddress(server.Process.GrpcUrl);
        using var call = new Node.NodeClient(channel).LargeFileServe(new FileDownReq { Auth = AuthOf(token), Uri = url }, cancellationToken: Ct);
        Assert.True(await call.ResponseStream.MoveNext(Ct));
        var name = Assert.Single(server.OnDisk()).Name;
        Assert.Contains(server.Process.OpenFiles(), IsIt);
        await Reading.BecomesTrueAsync(() => !server.Process.OpenFiles().Any(IsIt));
        var end = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(Ct))
            {
                // What was on its way.
            }
        });
        Assert.NotEqual(StatusCode.OK, end.StatusCode);
        await server.AssertServesAsync(token);
        Assert.Empty(server.Process.Complaints);

        bool IsIt(string file) => file.EndsWith(name, StringComparison.Ordinal);
    }

    private static Auth AuthOf(string token) => new() { Scheme = "token", Secret = token };

    private static async Task RoundTripAsync(Node.NodeClient node, Auth auth, byte[] content)
    {
        var first = new FileUpReq { Id = "1", Auth = auth, Meta = new FileMeta { Name = "film.bin", Size = content.Length } };
        var rest = content.Chunk(Chunk).Select(part => (ByteString)UnsafeByteOperations.UnsafeWrap(part)).ToArray();
        var sent = await UploadAsync(node, first, rest);
        Assert.Equal((200, content.Length), (sent.Code, sent.Meta.Size));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var call = node.LargeFileServe(new FileDownReq { Auth = auth, Uri = sent.Meta.Name }, cancellationToken: Ct);
        await foreach (var part in call.ResponseStream.ReadAllAsync(Ct))
        {
            Assert.Equal(200, part.Code);
            Assert.InRange(part.Content.Length, 1, 2 * Megabyte);
            hash.AppendData(part.Content.Span);
        }
        Assert.Equal(SHA256.HashData(content), hash.GetHashAndReset());
    }

    private static async Task<FileUpResp> UploadAsync(Node.NodeClient node, FileUpReq first, params ByteString[] rest)
    {
        using var call = node.LargeFileReceive(cancellationToken: Ct);
        try
        {
            await call.RequestStream.WriteAsync(first, Ct);
            foreach (var part in rest)
                await call.RequestStream.WriteAsync(new FileUpReq { Content = part }, Ct);
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception refused) when (refused is RpcException or InvalidOperationException)
        {
            // The server has answered before all was sent.
        }
        return await call.ResponseAsync;
    }

    private static async Task<(IReadOnlyList<FileDownResp> Answers, byte[] Content)> DownloadAsync(Node.NodeClient node, FileDownReq request)
    {
        using var call = node.LargeFileServe(request, cancellationToken: Ct);
        var answers = new List<FileDownResp>();
        await foreach (var part in call.ResponseStream.ReadAllAsync(Ct))
            answers.Add(part);
        return (answers, [.. answers.SelectMany(part => part.Content)]);
    }
}
