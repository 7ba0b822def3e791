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
        await world.FailsAsync("accounts already", "db", "sample");

        int Count(string name) => counts.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Without_a_data_folder_it_is_said_how_to_make_one()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, _, errors) = await Server.ParleyProcess.RunAsync("db", "status", "--data", folder["none"]);
        Assert.Equal(1, exitCode);
        Assert.Contains("parley db init", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["none"]));
    }
}
