using System.Globalization;
using System.Security.Cryptography;

namespace Parley.EndToEnd.Tests.Files;

/// <summary>Files that are much larger than what the server may keep in memory.</summary>
[Collection(typeof(Alone))]
public sealed class LargeFileTests
{
    private const int Megabyte = 1024 * 1024;
    private const string Settings = """{"limits":{"uploadBytesMax":104857600},"files":{"bytesPerSecondMin":1000000}}""";

    [Fact]
    public async Task Fifty_megabytes_go_in_and_out_unchanged_and_memory_stays_flat()
    {
        await using var server = await FileServer.StartAsync(Settings);
        var token = await server.RegisterAsync("alice");
        var content = RandomNumberGenerator.GetBytes(50 * Megabyte);
        await RoundTripAsync(server, token, content);
        var before = server.Process.MemoryBytes;
        for (var i = 0; i < 3; i++)
            await RoundTripAsync(server, token, content);
        var grown = server.Process.MemoryBytes - before;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP, 3 times 50 MB in and out: {before / Megabyte} MB before, {grown / Megabyte} MB more after."));
        Assert.InRange(grown, long.MinValue, 30 * Megabyte);
    }

    [Fact]
    public async Task A_client_that_never_reads_a_download_is_cut_off_and_costs_no_memory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only there is it told which files are open.");
        await using var server = await FileServer.StartAsync(Settings);
        var token = await server.RegisterAsync("alice");
        var (_, url) = await server.UploadAsync(token, new ByteArrayContent(new byte[50 * Megabyte]));
        var name = Assert.Single(server.OnDisk()).Name;
        await using var idle = await server.ConnectAsync(server.Head("GET", url!, token));
        await Reading.BecomesTrueAsync(() => server.Process.OpenFiles().Any(IsIt));
        await server.AssertServesAsync(token);
        var before = server.Process.MemoryBytes;
        await using (var more = await server.ConnectAsync(server.Head("GET", url!, token)))
            await server.AssertServesAsync(token);
        Assert.InRange(server.Process.MemoryBytes - before, long.MinValue, 30 * Megabyte);

        // Nothing is read for longer than the server's patience; then what was in the pipe is all that ever comes.
        await Reading.BecomesTrueAsync(() => !server.Process.OpenFiles().Any(IsIt));
        var received = 0L;
        var buffer = new byte[Megabyte];
        try
        {
            while (await idle.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var read)
                received += read;
        }
        catch (IOException)
        {
            // Cut off.
        }
        Assert.InRange(received, 0, 49 * Megabyte);
        await server.AssertServesAsync(token);

        bool IsIt(string file) => file.EndsWith(name, StringComparison.Ordinal);
    }

    private static async Task RoundTripAsync(FileServer server, string token, byte[] content)
    {
        var (code, url) = await server.UploadAsync(token, new ByteArrayContent(content));
        Assert.Equal(200, code);
        using var response = await server.DownloadAsync(token, url!);
        Assert.Equal(200, (int)response.StatusCode);
        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        Assert.Equal(SHA256.HashData(content), await SHA256.HashDataAsync(stream, TestContext.Current.CancellationToken));
    }
}
