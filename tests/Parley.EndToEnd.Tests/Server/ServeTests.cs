using System.Net;
using System.Net.Sockets;

namespace Parley.EndToEnd.Tests.Server;

public sealed class ServeTests
{
    private const string Hello = """{"hi":{"id":"1","ver":"0.25","ua":"test"}}""";

    [Fact]
    public async Task A_first_start_makes_everything_and_answers()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ParleyProcess.ServeAsync(folder["data"]);
        using var socket = await server.ConnectAsync(Cancelled);
        await socket.SendAsync(Hello, Cancelled);
        var reply = (await socket.ReceiveAsync(Cancelled))!.Value.GetProperty("ctrl");
        Assert.Equal(201, reply.GetProperty("code").GetInt32());
        Assert.Equal("1", reply.GetProperty("id").GetString());
        Assert.Empty(server.Complaints);

        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(Owner, File.GetUnixFileMode(Path.Combine(folder["data"], "secrets.json")));
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(folder["data"]));
        Assert.Equal(Owner, File.GetUnixFileMode(Path.Combine(folder["data"], "admin.sock")));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public async Task Ctrl_C_and_a_closed_terminal_tell_the_sessions_and_end_well(int signal)
    {
        using var folder = new TemporaryFolder();
        await using var server = await ParleyProcess.ServeAsync(folder["data"]);
        using var socket = await server.ConnectAsync(Cancelled);
        await socket.SendAsync(Hello, Cancelled);
        Assert.NotNull(await socket.ReceiveAsync(Cancelled));

        await server.InterruptAsync(signal);
        var last = (await socket.ReceiveAsync(Cancelled))!.Value.GetProperty("ctrl");
        Assert.Equal(205, last.GetProperty("code").GetInt32());
        Assert.Equal("server shutdown", last.GetProperty("text").GetString());
        Assert.Equal(0, await server.UntilEndedAsync());
        Assert.Empty(server.Complaints);
    }

    [Fact]
    public async Task A_second_start_finds_what_the_first_has_made()
    {
        using var folder = new TemporaryFolder();
        string key;
        await using (var first = await ParleyProcess.ServeAsync(folder["data"], "--sample-data"))
        {
            key = first.ApiKey;
            Assert.NotEmpty(await first.PasswordOfAsync("mira"));
            await first.InterruptAsync();
            Assert.Equal(0, await first.UntilEndedAsync());
        }

        await using var second = await ParleyProcess.ServeAsync(folder["data"], "--sample-data");
        Assert.Equal(key, second.ApiKey);
        Assert.Contains("--sample-data has added nothing", second.Output, StringComparison.Ordinal);
        var (_, accounts, _) = await ParleyProcess.RunAsync("user", "list", "--data", folder["data"]);
        Assert.Contains("Mira Tan", accounts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_named_in_one_sentence()
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = other.LocalEndpoint.ToString()!;
        var (exitCode, output, errors) = await ParleyProcess.RunAsync("serve", "--data", folder["data"], "--listen", address, "--grpc-listen", "-");
        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains($"Something listens at {address} already", Assert.Single(Lines(errors)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_database_is_named_in_one_sentence()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, (await ParleyProcess.RunAsync("db", "init", "--data", folder["data"])).ExitCode);
        await File.WriteAllTextAsync(Path.Combine(folder["data"], "parley.db"), new string('x', 5000), Cancelled);
        var (exitCode, _, errors) = await ParleyProcess.RunAsync("serve", "--data", folder["data"], "--listen", "127.0.0.1:0", "--grpc-listen", "-");
        Assert.Equal(1, exitCode);
        Assert.Contains("parley.db", Assert.Single(Lines(errors)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_named_in_one_sentence()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("data", "");
        var (exitCode, _, errors) = await ParleyProcess.RunAsync("serve", "--data", file);
        Assert.Equal(1, exitCode);
        Assert.Contains("is a file; name a folder with --data", Assert.Single(Lines(errors)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_is_refused()
    {
        using var folder = new TemporaryFolder();
        await using var first = await ParleyProcess.ServeAsync(folder["data"]);
        var (exitCode, _, errors) = await ParleyProcess.RunAsync("serve", "--data", folder["data"], "--listen", "127.0.0.1:0", "--grpc-listen", "-");
        Assert.Equal(1, exitCode);
        Assert.Single(Lines(errors));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
