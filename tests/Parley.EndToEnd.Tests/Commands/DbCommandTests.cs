namespace Parley.EndToEnd.Tests.Commands;

public sealed class DbCommandTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_database_is_told_about_and_kept_up_to_date_whether_the_server_runs_or_not(bool isRunning)
    {
        await using var world = await OperatorWorld.StartAsync(isRunning);
        await world.OutputAsync("user", "suspend", "mira");
        var status = await world.JsonAsync("db", "status");
        Assert.Equal(isRunning, status.GetProperty("isServerRunning").GetBoolean());
        Assert.Equal(status.GetProperty("schemaLatest").GetInt32(), status.GetProperty("schema").GetInt32());
        var counts = status.GetProperty("counts");
        Assert.Equal((6, 1, 8, 29), (Count("users"), Count("suspendedUsers"), Count("topics"), Count("messages")));
        Assert.Contains("1 suspended", await world.OutputAsync("db", "status"), StringComparison.Ordinal);
        Assert.Contains("up to date", await world.OutputAsync("db", "migrate"), StringComparison.Ordinal);
        Assert.False((await world.JsonAsync("db", "init")).GetProperty("isNew").GetBoolean());
        await world.FailsAsync("accounts already", "db", "sample");

        int Count(string name) => counts.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task A_database_is_opened_with_the_key_of_ids_that_it_was_made_with_and_with_no_other()
    {
        using var folder = new TemporaryFolder();
        var own = folder.Write("own.json", Secrets("b25lIGtleSBvZiBpZHMhIQ=="));
        var other = folder.Write("other.json", Secrets("b3RoZXIga2V5IG9mIGlkcw=="));
        await OutputAsync("user", "add", "walter", "--password", "secret-1", "--config", own);
        var (exitCode, _, errors) = await Server.ParleyProcess.RunAsync("user", "list", "--config", other, "--data", folder["data"]);
        Assert.Equal(1, exitCode);
        Assert.Contains("another key of ids", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        // With all keys in the settings none are kept in the folder.
        Assert.False(File.Exists(Path.Combine(folder["data"], "secrets.json")));
        await File.WriteAllTextAsync(Path.Combine(folder["data"], "secrets.json"), "damaged", TestContext.Current.CancellationToken);
        Assert.Contains("walter", await OutputAsync("user", "list", "--config", own), StringComparison.Ordinal);

        static string Secrets(string uidKey) => $$"""
            { "secrets": { "uidKey": "{{uidKey}}", "tokenKey": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", "apiKeySalt": "c2FsdA==" } }
            """;

        async Task<string> OutputAsync(params string[] arguments)
        {
            var ran = await Server.ParleyProcess.RunAsync([.. arguments, "--data", folder["data"]]);
            Assert.Equal((0, ""), (ran.ExitCode, ran.Errors));
            return ran.Output;
        }
    }

    [Theory]
    [InlineData("db", "status")]
    [InlineData("user", "list")]
    [InlineData("topic", "show", "sys")]
    [InlineData("keygen")]
    public async Task Without_data_it_is_said_how_to_make_them_and_nothing_is_made(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["home"]);
        foreach (var data in new[] { folder["none"], folder["home"] })
        {
            var (exitCode, output, errors) = await Server.ParleyProcess.RunAsync([.. arguments, "--data", data]);
            Assert.Equal((1, ""), (exitCode, output));
            Assert.Contains("parley db init", errors, StringComparison.Ordinal);
        }
        Assert.False(Directory.Exists(folder["none"]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["home"]));
    }
}
