using System.Text.Json;
using Parley.EndToEnd.Tests.Server;

namespace Parley.EndToEnd.Tests.Commands;

public sealed class ConfigCommandTests
{
    [Fact]
    public async Task Settings_are_shown_with_their_sources_and_without_secrets()
    {
        const string Key = "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0IHNlY3JldA==";
        using var folder = new TemporaryFolder();
        var tinode = folder.Write("tinode.conf", $$"""{ "max_tag_count": 3, "auth_config": { "token": { "key": "{{Key}}" } } }""");
        var file = folder.Write(
            "parley.json",
            """
            { "limits": { "tagsMax": 5 }, "accounts": { "email": { "debugResponse": "123456", "required": ["auth"] } },
              "calls": { "enabled": true, "iceServers": [{ "urls": ["turn:turn.example.com"], "credential": "very-secret" }] } }
            """);
        var shown = await ParleyProcess.RunAsync("config", "show", "--json", "--tinode-config", tinode, "--config", file, "--data", "elsewhere");
        Assert.Equal((0, ""), (shown.ExitCode, shown.Errors));
        Assert.DoesNotContain("123456", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, shown.Output, StringComparison.Ordinal);

        var settings = JsonSerializer.Deserialize<JsonElement>(shown.Output).EnumerateArray().ToDictionary(setting => setting.GetProperty("name").GetString()!);
        Assert.Equal(file, Source("limits.tagsMax"));
        Assert.Equal(file, Source("calls.iceServers"));
        Assert.Equal(file, Source("accounts.email.required"));
        Assert.Equal(tinode, Source("secrets.tokenKey"));
        Assert.Equal("--data", Source("data"));
        Assert.Equal("default", Source("limits.messageBytesMax"));
        Assert.Equal(5, settings["limits.tagsMax"].GetProperty("value").GetInt32());

        var changed = await ParleyProcess.RunAsync("config", "show", "--changed", "--config", file);
        Assert.DoesNotContain("limits.messageBytesMax", changed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", changed.Output, StringComparison.Ordinal);

        string? Source(string name) => settings[name].GetProperty("source").GetString();
    }

    [Fact]
    public async Task What_is_wrong_is_said_all_at_once()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("parley.json", """{ "limits": { "tagsMax": 0 }, "listen": "6060", "static": "/there/is/nothing" }""");
        var (exitCode, output, _) = await ParleyProcess.RunAsync("config", "check", "--json", "--config", file);
        Assert.Equal(1, exitCode);
        var check = JsonSerializer.Deserialize<JsonElement>(output);
        Assert.False(check.GetProperty("ok").GetBoolean());
        Assert.Equal(3, check.GetProperty("problems").GetArrayLength());

        var good = await ParleyProcess.RunAsync("config", "check", "--config", folder.Write("good.json", "{}"));
        Assert.Equal((0, "The settings are good."), (good.ExitCode, good.Output.Trim()));
        var unreadable = await ParleyProcess.RunAsync("config", "check", "--config", folder["none.json"]);
        Assert.Equal(1, unreadable.ExitCode);
        Assert.Contains("no such settings file", unreadable.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_of_the_reference_is_checked_and_what_is_not_taken_over_is_named()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("tinode.conf", """{ "listen": "127.0.0.1:6060", "cluster_config": { "self": "one" }, "colour": 1 }""");
        var (exitCode, output, _) = await ParleyProcess.RunAsync("config", "check", "--tinode-config", file);
        Assert.Equal(0, exitCode);
        Assert.Contains("cluster_config", output, StringComparison.Ordinal);
        Assert.Contains("colour", output, StringComparison.Ordinal);
        Assert.Contains("The settings are good.", output, StringComparison.Ordinal);
    }
}
