using System.Text.Json;

namespace Parley.EndToEnd.Tests.Commands;

public sealed class UserCommandTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Accounts_are_made_and_changed_whether_the_server_runs_or_not(bool isRunning)
    {
        await using var world = await OperatorWorld.StartAsync(isRunning);
        var added = await world.OutputAsync("user", "add", "walter", "--password", "secret-1", "--name", "Walter W");
        Assert.Contains("walter is usr", added, StringComparison.Ordinal);
        await world.FailsAsync("taken", "user", "add", "walter", "--password", "secret-2");
        await world.OutputAsync("user", "level", "walter", "root");
        Assert.Equal(0, (await world.RunWithInputAsync("secret-3\n", "user", "password", "walter", "--password-stdin")).ExitCode);
        await world.FailsAsync("no account \"nobody\"", "user", "password", "nobody", "--password", "secret-3");
        var random = await world.JsonAsync("user", "add", "chance");
        Assert.Equal(12, random.GetProperty("password").GetString()!.Length);

        var shown = (await world.JsonAsync("user", "show", "walter")).GetProperty("account");
        Assert.Equal(("root", "ok", "Walter W"), (Text(shown, "level"), Text(shown, "state"), Text(shown, "name")));
        var line = Assert.Single((await world.OutputAsync("user", "list", "walter")).Split('\n'), text => text.Contains("walter", StringComparison.Ordinal));
        Assert.Contains("root", line, StringComparison.Ordinal);
        if (!isRunning)
            await world.ServeAsync();
        await using var person = await world.ConnectAsync();
        Assert.Equal(200, (await person.LoginAsync("walter", "secret-3")).GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Accounts_are_listed_in_pages_and_shown(bool isRunning)
    {
        await using var world = await OperatorWorld.StartAsync(isRunning);
        var all = (await world.JsonAsync("user", "list")).EnumerateArray().Select(user => Text(user, "login")).ToList();
        Assert.Equal(["jonas", "kenji", "leila", "mira", "sofia", "tobi"], all.Order());

        var first = await world.RunAsync("user", "list", "--limit", "4", "--json");
        Assert.Contains($"--after {IdIn(first.Output, all[3])}", first.Errors, StringComparison.Ordinal);
        Assert.Equal(all.Skip(4), (await world.JsonAsync("user", "list", "--after", all[3])).EnumerateArray().Select(user => Text(user, "login")));
        Assert.Equal(["mira"], (await world.JsonAsync("user", "list", "Mira T")).EnumerateArray().Select(user => Text(user, "login")));
        Assert.Contains("no such accounts", await world.OutputAsync("user", "list", "--state", "suspended"), StringComparison.Ordinal);
        await world.FailsAsync("no account", "user", "list", "--after", "nobody");

        var shown = await world.JsonAsync("user", "show", "mira");
        Assert.Equal(["basic:mira"], shown.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!));
        Assert.Equal(4, shown.GetProperty("topics").GetArrayLength());
        var page = await world.OutputAsync("user", "show", Text(shown.GetProperty("account"), "user"));
        Assert.Contains("Mira Tan", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", page, StringComparison.Ordinal);
    }

    // Users choose their names, and operators look at them on a terminal.
    [Fact]
    public async Task A_name_commands_no_terminal()
    {
        await using var world = await OperatorWorld.StartAsync(isRunning: false);
        const string Name = "\u001b[31mred\u0007\nsecond\u202eline";
        await world.OutputAsync("user", "add", "walter", "--password", "secret-1", "--name", Name);
        foreach (var page in new[] { await world.OutputAsync("user", "list", "walter"), await world.OutputAsync("user", "show", "walter") })
            Assert.Contains("\uFFFD[31mred\uFFFD\uFFFDsecond\uFFFDline", page, StringComparison.Ordinal);
        Assert.Equal(Name, Text((await world.JsonAsync("user", "show", "walter")).GetProperty("account"), "name"));
    }

    [Fact]
    public async Task Who_is_suspended_at_a_running_server_is_out_until_resumed()
    {
        await using var world = await OperatorWorld.StartAsync(isRunning: true);
        await using var session = await world.LoginAsync("mira");
        Assert.True((await world.JsonAsync("user", "suspend", "mira")).GetProperty("changed").GetBoolean());
        await session.UntilClosedAsync();
        await using (var refused = await world.ConnectAsync())
            Assert.Equal(403, (await refused.LoginAsync("mira", world.Passwords["mira"])).GetProperty("code").GetInt32());

        Assert.False((await world.JsonAsync("user", "suspend", "mira")).GetProperty("changed").GetBoolean());
        await world.OutputAsync("user", "resume", "mira");
        await using var again = await world.LoginAsync("mira");
    }

    [Fact]
    public async Task Who_is_suspended_while_no_server_runs_cannot_log_in()
    {
        await using var world = await OperatorWorld.StartAsync(isRunning: false);
        await world.OutputAsync("user", "suspend", "mira");
        await world.ServeAsync();
        await using var refused = await world.ConnectAsync();
        Assert.Equal(403, (await refused.LoginAsync("mira", world.Passwords["mira"])).GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Who_is_deleted_at_a_running_server_is_out_and_contacts_are_told()
    {
        await using var world = await OperatorWorld.StartAsync(isRunning: true);
        await using var session = await world.LoginAsync("mira");
        await using var contact = await world.LoginAsync("jonas");
        await contact.AttachAsync("me");
        var mira = Text((await world.JsonAsync("user", "show", "mira")).GetProperty("account"), "user");

        await world.FailsAsync("add --yes", "user", "delete", "mira", "--hard");
        await world.OutputAsync("user", "delete", "mira", "--hard", "--yes");
        await session.UntilClosedAsync();
        Assert.NotNull(await contact.UntilAsync("pres", pres => Text(pres, "what") == "gone" && Text(pres, "src") == mira));
        await world.FailsAsync("no account", "user", "show", mira);
    }

    [Fact]
    public async Task Who_is_deleted_while_no_server_runs_is_gone()
    {
        await using var world = await OperatorWorld.StartAsync(isRunning: false);
        await world.OutputAsync("user", "delete", "mira", "--yes");
        await world.FailsAsync("no account", "user", "show", "mira");
        Assert.Single((await world.JsonAsync("user", "list", "--state", "deleted")).EnumerateArray());
        await world.ServeAsync();
        await using var refused = await world.ConnectAsync();
        Assert.Equal(401, (await refused.LoginAsync("mira", world.Passwords["mira"])).GetProperty("code").GetInt32());
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static string IdIn(string json, string login) =>
        JsonSerializer.Deserialize<JsonElement>(json).EnumerateArray()
            .Single(user => Text(user, "login") == login).GetProperty("user").GetString()!;
}
