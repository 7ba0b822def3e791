namespace Parley.EndToEnd.Tests.Server;

public sealed class UserCommandTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Accounts_are_managed_whether_the_server_runs_or_not(bool isRunning)
    {
        using var folder = new TemporaryFolder();
        var data = folder["data"];
        await using var server = isRunning ? await ParleyProcess.ServeAsync(data) : null;

        var added = await ParleyProcess.RunAsync("user", "add", "walter", "--password", "secret-1", "--name", "Walter W", "--data", data);
        Assert.Equal("", added.Errors);
        Assert.Contains("walter is usr", added.Output, StringComparison.Ordinal);

        var again = await ParleyProcess.RunAsync("user", "add", "walter", "--password", "secret-2", "--data", data);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("taken", again.Errors, StringComparison.Ordinal);

        Assert.Equal(0, (await ParleyProcess.RunAsync("user", "level", "walter", "root", "--data", data)).ExitCode);
        Assert.Equal(0, (await ParleyProcess.RunAsync("user", "password", "walter", "--password", "secret-3", "--data", data)).ExitCode);
        Assert.Equal(1, (await ParleyProcess.RunAsync("user", "password", "nobody", "--password", "secret-3", "--data", data)).ExitCode);

        var list = await ParleyProcess.RunAsync("user", "list", "--data", data);
        var line = Assert.Single(list.Output.Split('\n'), text => text.Contains("walter", StringComparison.Ordinal));
        Assert.Contains("root", line, StringComparison.Ordinal);
        Assert.Contains("Walter W", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_made_and_checked()
    {
        const string Salt = "T713/rYYgW7g4m3vG6zGRh7+FM1t0T8j13koXScOAj4=";
        var made = await ParleyProcess.RunAsync("keygen", "--salt", Salt);
        Assert.StartsWith("AQAAAAABAAAoeOI7tA3HsYvdzDhYhZJy", made.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await ParleyProcess.RunAsync("keygen", "--salt", Salt, "--validate", "AQEAAAABAAD_rAp4DJh05a1HAwFT3A6K")).ExitCode);
        Assert.Equal(1, (await ParleyProcess.RunAsync("keygen", "--salt", Salt, "--validate", "AQEAAAABAAD_rAp4DJh05a1HAwFT3A6L")).ExitCode);
    }
}
