using System.Text.Json;
using Parley.FrontEnd.Sessions;
using Parley.FrontEnd.Tests.Fakes;
using Parley.FrontEnd.Transports;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Tests.Sessions;

public sealed class HelloTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("0.25", 201), InlineData("0.25.3-rc1", 201), InlineData("v0.22", 201), InlineData("0.20", 201), InlineData("0.19.9", 505)]
    [InlineData("0.15", 505), InlineData("0", 400), InlineData("1.0", 201), InlineData("99.99", 201), InlineData("abc", 400)]
    [InlineData("", 400), InlineData(null, 400), InlineData(".", 400), InlineData("0.2.5", 505), InlineData("-1.5", 505)]
    [InlineData("0.99999", 400)]
    public void The_version_decides(string? version, int number)
    {
        var client = _world.Connect();
        var reply = client.Ask(new HiPacket { Id = "123", Version = version });
        Assert.Equal((number, "123"), (reply.Code.Number, reply.Id));
        Assert.Equal(number == 201, client.Session.IsGreeted);
        Assert.Equal(number == 201, !reply.Params.IsNull);
    }

    [Fact]
    public void The_first_hi_tells_agent_language_and_country()
    {
        var client = _world.Connect();
        client.Ask(new HiPacket { Version = "1", UserAgent = "test-ua", Language = "en-GB" });
        Assert.Equal(("test-ua", "en-GB", "GB"), (client.Session.Client.UserAgent, client.Session.Client.Language,
            client.Session.Client.Country));
    }

    [Fact]
    public void A_refused_version_can_be_tried_again()
    {
        var client = _world.Connect();
        client.Ask(new HiPacket { Version = "0.10" });
        Assert.Equal(ReplyCodes.OutOfSequence, client.Ask(new LoginPacket { Id = "1" }).Code);
        Assert.Equal(ReplyCodes.Created, client.Ask(new HiPacket { Version = "0.25" }).Code);
    }

    [Fact]
    public void Over_long_polling_hi_is_answered_200() =>
        Assert.Equal(ReplyCodes.Ok, _world.Connect(TransportKind.LongPoll).Ask(new HiPacket { Version = "0.25" }).Code);

    [Theory]
    [InlineData("0.25", 401), InlineData("", 401), InlineData("0.25.1", 409), InlineData("0.24", 409), InlineData("abc", 409)]
    public void A_repeated_hi_needs_the_same_version_and_a_login(string version, int number) =>
        Assert.Equal(number, _world.Greeted().Ask(new HiPacket { Id = "1", Version = version }).Code.Number);

    [Fact]
    public void A_repeated_hi_changes_device_and_language_only()
    {
        var alice = _world.LoggedIn();
        var reply = alice.Ask(new HiPacket { DeviceId = "device-2", UserAgent = "other", Platform = "ios" });
        Assert.Equal((ReplyCodes.Ok, true), (reply.Code, reply.Params.IsNull));
        var client = alice.Session.Client;
        Assert.Equal(("device-2", "test-ua", "en-GB"), (client.DeviceId, client.UserAgent, client.Language));
        Assert.Equal(ReplyCodes.Created, alice.Ask(new HiPacket { DeviceId = "device-2", Language = "de-AT" }).Code);
        Assert.Equal(("de-AT", "AT"), (alice.Session.Client.Language, alice.Session.Client.Country));
        Assert.Equal(ReplyCodes.Ok, alice.Ask(new HiPacket { DeviceId = "\u2421" }).Code);
        Assert.Null(alice.Session.Client.DeviceId);
        Assert.Equal([(null, "device-2"), ("device-2", null)], _world.Accounts.Devices);
    }

    [Fact]
    public void Of_long_texts_only_the_beginning_is_kept()
    {
        var client = _world.Connect();
        var text = new string('x', 100_000);
        client.Ask(new HiPacket { Version = "0.25", UserAgent = text, DeviceId = text, Language = text, Platform = text });
        var kept = client.Session.Client;
        Assert.All([kept.UserAgent, kept.DeviceId, kept.Language, kept.Platform], known => Assert.Equal(4096, known!.Length));
        client.Session.Authenticate(World.Alice, AuthLevel.Authenticated);
        Assert.Equal(ReplyCodes.Created, client.Ask(new HiPacket { DeviceId = text }).Code);
        Assert.Empty(_world.Accounts.Devices);
    }

    [Fact]
    public void The_limits_have_every_member()
    {
        var limits = new HelloLimits
        {
            Build = "sqlite:0.1.0",
            CallTimeout = TimeSpan.FromSeconds(5),
            IceServers = [new IceServer(["stun:stun.example.com"])],
            RequiredCredentials = new Dictionary<string, IReadOnlyList<string>> { ["auth"] = ["email"] },
        };
        using var json = JsonDocument.Parse(limits.ToParams().Utf8);
        Assert.Equal(
            ["build", "callTimeout", "iceServers", "maxFileUploadSize", "maxMessageSize", "maxSubscriberCount", "maxTagCount",
                "maxTagLength",
                "minTagLength", "msgDelAge", "reqCred", "ver"],
            json.RootElement.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal));
        Assert.Equal("""[{"urls":["stun:stun.example.com"]}]""", json.RootElement.GetProperty("iceServers").GetRawText());
        Assert.Equal("""{"auth":["email"]}""", json.RootElement.GetProperty("reqCred").GetRawText());
        using var plain = JsonDocument.Parse(new HelloLimits().ToParams().Utf8);
        Assert.Equal(JsonValueKind.Null, plain.RootElement.GetProperty("reqCred").ValueKind);
        Assert.False(plain.RootElement.TryGetProperty("iceServers", out _));
    }

    [Theory]
    [InlineData("en", null), InlineData("en_US", "US"), InlineData("zh-Hans-CN", "CN"), InlineData("xx-YY", null), InlineData("???", null)]
    [InlineData("es-419", null), InlineData("EN-gb", "GB"), InlineData("en-u-gb", null), InlineData(null, null), InlineData("", null)]
    public void A_country_is_told_by_an_explicit_region_only(string? language, string? country) =>
        Assert.Equal(country, ClientHints.CountryOf(language));

    [Theory]
    [InlineData("TinodeWeb/0.25 (Firefox); tinodejs/0.25", "web"), InlineData("ReactNative iPhone tinodejs", "ios"), InlineData("x", "")]
    [InlineData("Tindroid/0.25", "android"), InlineData("Tinodios/3", "ios"), InlineData("reactnative android", "android")]
    [InlineData(null, "")]
    public void The_platform_is_guessed_from_the_agent(string? agent, string platform) =>
        Assert.Equal(platform, ClientHints.PlatformOf(agent));

    [Fact]
    public void A_background_session_that_attaches_late_is_made_visible_at_once()
    {
        var client = _world.Connect();
        client.Ask(new HiPacket { Version = "0.25", IsBackground = true });
        client.Session.Authenticate(World.Alice, Protocol.Access.AuthLevel.Authenticated);
        client.Say(new SubPacket { Id = "1", Topic = "me" });
        _world.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Empty(_world.Router.Foreground);
        _world.Attach(client, TopicName.Me(World.Alice));
        Assert.Equal(TopicName.Me(World.Alice), Assert.Single(_world.Router.Foreground));
    }

    [Fact]
    public void A_background_session_becomes_visible_after_five_seconds()
    {
        var client = _world.Connect();
        client.Ask(new HiPacket { Version = "0.25", IsBackground = true });
        client.Session.Authenticate(World.Alice, Protocol.Access.AuthLevel.Authenticated);
        client.Say(new SubPacket { Id = "1", Topic = "me" });
        Assert.True(_world.Router.Posted.Last().Request.Who.IsBackground);
        _world.Attach(client, TopicName.Me(World.Alice));
        _world.AnswerLast();
        _world.Time.Advance(TimeSpan.FromSeconds(4.5));
        Assert.Empty(_world.Router.Foreground);
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TopicName.Me(World.Alice), Assert.Single(_world.Router.Foreground));
        client.Say(new SubPacket { Id = "2", Topic = "fnd" });
        Assert.False(_world.Router.Posted.Last().Request.Who.IsBackground);
    }
}
