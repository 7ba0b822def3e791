using System.Text.Json;

namespace Parley.EndToEnd.Tests.Commands;

public sealed class TokenCommandTests
{
    [Fact]
    public async Task A_token_is_explained_whether_the_server_runs_or_not()
    {
        await using var world = await OperatorWorld.StartAsync(isRunning: true);
        string token;
        await using (var person = await world.ConnectAsync())
        {
            var reply = await person.LoginAsync("mira", world.Passwords["mira"]);
            token = reply.GetProperty("params").GetProperty("token").GetString()!;
        }

        var facts = await world.JsonAsync("token", "show", token);
        Assert.Equal(
            (true, "mira", "auth", 1),
            (facts.GetProperty("isValid").GetBoolean(), facts.GetProperty("login").GetString(), facts.GetProperty("level").GetString(), facts.GetProperty("serial").GetInt32()));
        await world.StopAsync();

        var (exitCode, output, _) = await world.RunWithInputAsync(token + "\n", "token", "show", "-");
        Assert.Equal(0, exitCode);
        Assert.Contains("The token is good.", output, StringComparison.Ordinal);
        await world.OutputAsync("user", "suspend", "mira");
        var refused = await world.RunAsync("token", "show", token, "--json");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("suspended", JsonSerializer.Deserialize<JsonElement>(refused.Output).GetProperty("problem").GetString(), StringComparison.Ordinal);
        await world.FailsAsync("no login token", "token", "show", "abc");
    }
}
