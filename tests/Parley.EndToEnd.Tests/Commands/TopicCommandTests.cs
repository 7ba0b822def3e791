using System.Text.Json;

namespace Parley.EndToEnd.Tests.Commands;

public sealed class TopicCommandTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Topics_are_listed_and_shown_whether_the_server_runs_or_not(bool isRunning)
    {
        await using var world = await OperatorWorld.StartAsync(isRunning);
        var all = await world.JsonAsync("topic", "list");
        Assert.Equal(8, all.GetArrayLength());
        var channel = Assert.Single((await world.JsonAsync("topic", "list", "--kind", "channel")).EnumerateArray());
        Assert.Equal("Repair café news", channel.GetProperty("title").GetString());
        var group = await GroupAsync(world);
        var shown = await world.JsonAsync("topic", "show", group);
        Assert.Equal((4, "JRWPS", "N"), (shown.GetProperty("people").GetArrayLength(), shown.GetProperty("accessAuth").GetString(), shown.GetProperty("accessAnon").GetString()));
        Assert.Contains("Hill walkers", await world.OutputAsync("topic", "show", group), StringComparison.Ordinal);
        await world.FailsAsync("no topic", "topic", "show", "grpAbCdEfGhIjk");
        await world.FailsAsync("cannot be deleted", "topic", "delete", "sys", "--yes");
        var mira = shown.GetProperty("topic").GetProperty("owner").GetString()!;
        await world.FailsAsync("part of an account", "topic", "delete", mira, "--yes");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_topic_deleted_at_a_running_server_stops_and_its_members_are_told(bool hard)
    {
        await using var world = await OperatorWorld.StartAsync(isRunning: true);
        var group = await GroupAsync(world);
        await using var inside = await world.LoginAsync("jonas");
        await using var outside = await world.LoginAsync("mira");
        await inside.AttachAsync("me");
        await inside.AttachAsync(group);
        await outside.AttachAsync("me");

        await world.OutputAsync(["topic", "delete", group, "--yes", .. hard ? new[] { "--hard" } : []]);

        Assert.NotNull(await inside.UntilAsync("pres", pres => IsGone(pres, group)));
        Assert.NotNull(await outside.UntilAsync("pres", pres => IsGone(pres, group)));
        Assert.Equal(404, (await inside.AttachAsync(group)).GetProperty("code").GetInt32());
        Assert.DoesNotContain((await world.JsonAsync("topic", "list")).EnumerateArray(), topic => topic.GetProperty("topic").GetString() == group);
        if (hard)
            await world.FailsAsync("no topic", "topic", "show", group);
        else
            await world.FailsAsync("marked deleted already", "topic", "delete", group, "--yes");
        // What is marked deleted can still be removed for good.
        if (!hard)
            await world.OutputAsync("topic", "delete", group, "--yes", "--hard");
        Assert.Empty(world.Server!.Complaints);
    }

    [Fact]
    public async Task A_conversation_deleted_at_a_running_server_is_gone_for_both()
    {
        await using var world = await OperatorWorld.StartAsync(isRunning: true);
        var (mira, jonas) = (await IdAsync(world, "mira"), await IdAsync(world, "jonas"));
        await using var one = await world.LoginAsync("mira");
        await using var other = await world.LoginAsync("jonas");
        await one.AttachAsync("me");
        await other.AttachAsync("me");
        await one.AttachAsync(jonas);
        var topics = (await world.JsonAsync("user", "show", "jonas")).GetProperty("topics").EnumerateArray();
        var talk = topics.Select(topic => topic.GetProperty("topic").GetString()!).Single(topic => topic.StartsWith("p2p", StringComparison.Ordinal));

        await world.OutputAsync("topic", "delete", talk, "--yes");

        Assert.NotNull(await one.UntilAsync("pres", pres => IsGone(pres, jonas)));
        Assert.NotNull(await other.UntilAsync("pres", pres => IsGone(pres, mira)));
        await world.FailsAsync("no topic", "topic", "show", talk);
    }

    [Fact]
    public async Task A_topic_deleted_while_no_server_runs_is_not_there_later()
    {
        await using var world = await OperatorWorld.StartAsync(isRunning: false);
        var group = await GroupAsync(world);
        await world.FailsAsync("add --yes", "topic", "delete", group);
        await world.OutputAsync("topic", "delete", group, "--yes");
        await world.ServeAsync();
        await using var member = await world.LoginAsync("mira");
        Assert.Equal(404, (await member.AttachAsync(group)).GetProperty("code").GetInt32());
    }

    private static bool IsGone(JsonElement pres, string source) =>
        pres.GetProperty("what").GetString() == "gone" && pres.GetProperty("src").GetString() == source;

    private static async Task<string> GroupAsync(OperatorWorld world) =>
        Assert.Single((await world.JsonAsync("topic", "list", "hiking")).EnumerateArray()).GetProperty("topic").GetString()!;

    private static async Task<string> IdAsync(OperatorWorld world, string login) =>
        (await world.JsonAsync("user", "show", login)).GetProperty("account").GetProperty("user").GetString()!;
}
