using Parley.Server;
using Parley.Server.Settings;

namespace Parley.EndToEnd.Tests.Settings;

public sealed class SettingsTests
{
    [Fact]
    public void Defaults_are_valid_and_private()
    {
        var settings = new ParleySettings();
        Assert.Empty(settings.Problems());
        Assert.True(ListenAddress.TryParse(settings.Listen, out var address));
        Assert.True(address.IsPrivate);
    }

    [Fact]
    public void The_command_line_wins_over_the_file_and_that_over_the_reference_s()
    {
        using var folder = new TemporaryFolder();
        var settings = SettingsReader.Read(
            new SettingSources
            {
                TinodeConfig = folder.Write("tinode.conf", """{ "listen": "127.0.0.1:1", "max_tag_count": 3, "default_country_code": "DE" }"""),
                ConfigFile = folder.Write("parley.json", """{ "listen": "127.0.0.1:2", /* fewer */ "limits": { "tagsMax": 4 }, }"""),
                CommandLine = new Dictionary<string, string?> { ["Listen"] = "127.0.0.1:3" },
            },
            out _);
        Assert.Equal("127.0.0.1:3", settings.Listen);
        Assert.Equal(4, settings.Limits.TagsMax);
        Assert.Equal("DE", settings.Accounts.DefaultCountry);
    }

    [Theory]
    [InlineData("""{ "limits": { "tagMax": 4 } }""", "there is no setting \"limits.tagMax\"")]
    [InlineData("""{ "limits": { "tagsMax": "four" } }""", "limits.tagsMax must be a whole number, but is \"four\"")]
    [InlineData("""{ "limits": { "tagsMax": 0 } }""", "limits.tagsMax: from 1 to 1024.")]
    [InlineData("""{ "listen": "6060" }""", "listen: \"6060\" is not an address")]
    [InlineData("""{ "grpc": { "listen": "16060" } }""", "grpc.listen: \"16060\" is not an address")]
    [InlineData("""{ "grpc": { "pingSeconds": -1 } }""", "grpc.pingSeconds: from 1 to 86400 seconds")]
    [InlineData("""{ "calls": { "enabled": true } }""", "calls.iceServers: calls need at least one server")]
    [InlineData("""{ "secrets": { "tokenKey": "c2hvcnQ=" } }""", "secrets.tokenKey: 32 or more bytes")]
    [InlineData("""{ "accounts": { "email": { "required": ["everybody"] } } }""", "accounts.email.required: \"everybody\" is not a level")]
    [InlineData("""{ "topics": """, "not JSON")]
    public void A_setting_that_cannot_work_is_named(string json, string message)
    {
        using var folder = new TemporaryFolder();
        var failure = Assert.Throws<CommandFailedException>(
            () => SettingsReader.Read(new SettingSources { ConfigFile = folder.Write("parley.json", json) }, out _));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_could_confirm_is_noted()
    {
        using var folder = new TemporaryFolder();
        const string Required = """{ "accounts": { "email": { "required": ["auth"] }, "tel": { "required": ["anon"] } } }""";
        var sources = new SettingSources { ConfigFile = folder.Write("parley.json", Required) };
        var settings = SettingsReader.Read(sources, out var notes);
        Assert.Equal(["mail.host", "sms.sender"], notes.Select(n => n.Text.Split("set ")[1].Split(',', ' ')[0]));
        Assert.All(notes, n => Assert.True(n.IsWarning));
        Assert.Equal(notes.Select(n => n.Text), SettingsCheck.Of(sources).Notes);
        Assert.True(SettingsCheck.Of(sources).IsGood);
        (settings.Mail.Host, settings.Sms.Sender) = ("127.0.0.1", "log");
        Assert.Empty(settings.Doubts());
    }

    [Fact]
    public void Published_secrets_are_refused_beyond_this_machine()
    {
        var settings = new ParleySettings
        {
            Secrets =
            {
                TokenKey = SecretSettings.PublishedTokenKey,
                UidKey = SecretSettings.PublishedUidKey,
                ApiKeySalt = SecretSettings.PublishedApiKeySalt,
            },
            Accounts = { Email = { DebugResponse = "123456" } },
            Sms = { Sender = "log" },
        };
        Assert.Empty(settings.Problems());
        settings.Listen = ":6060";
        var problems = settings.Problems().ToList();
        Assert.Equal(5, problems.Count);
        // They say how to make new ones.
        Assert.Equal(2, problems.Count(p => p.Contains("openssl rand -base64", StringComparison.Ordinal)));
        Assert.Single(problems, p => p.Contains("parley keygen --salt random", StringComparison.Ordinal));
        (settings.Listen, settings.Grpc.Listen) = ("127.0.0.1:6060", ":16060");
        Assert.Equal(5, settings.Problems().Count());
    }

    [Theory]
    [InlineData("127.0.0.1:6060", true, 6060)]
    [InlineData("localhost:80", true, 80)]
    [InlineData("[::1]:80", true, 80)]
    [InlineData("unix:/run/parley.sock", true, 0)]
    [InlineData(":6060", false, 6060)]
    [InlineData("0.0.0.0:6060", false, 6060)]
    public void Addresses_are_read(string text, bool isPrivate, int port)
    {
        Assert.True(ListenAddress.TryParse(text, out var address));
        Assert.Equal((isPrivate, port), (address.IsPrivate, address.Port));
    }

    [Theory]
    [InlineData("")]
    [InlineData("6060")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:http")]
    [InlineData("127.0.0.1:70000")]
    [InlineData("not-an-address:6060")]
    [InlineData("unix:")]
    public void What_is_no_address_is_refused(string text) => Assert.False(ListenAddress.TryParse(text, out _));
}
