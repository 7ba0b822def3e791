using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Accounts.Credentials;
using Parley.Accounts.Options;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Topics.Effects;
using Parley.Topics.Handlers;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Engine;

/// <summary>A login or a confirmation at login changes the user's row beside a loaded <c>me</c>.</summary>
public sealed class TagsChangedTests : IEffectSink
{
    private readonly StubReader _reader = new();
    private readonly List<TopicEffect> _told = [];
    private readonly TopicEngine _engine;

    public TagsChangedTests()
    {
        var me = TopicName.Me(Alice);
        _reader.People.Add(User(Alice) with { Tags = ["basic:alice"] });
        _reader.Rows.Add(Row(me, Alice, "JPS"));
        var validators = new ValidatorTable([], new AccountOptions());
        var handlers = new HandlerTable(Options, validators, new CredentialRules(validators, new SystemRandomSource()));
        _engine = new TopicEngine(me, new TopicServices(_reader, new HeldCommit(), Options, handlers, NullLoggerFactory.Instance), this);
    }

    void IEffectSink.Emit(TopicName topic, IReadOnlyList<TopicEffect> effects) => _told.AddRange(effects);

    [Fact]
    public async Task The_loaded_me_reads_the_row_again_and_tells_all_its_sessions()
    {
        await _engine.HandleAsync(new TopicInput.TagsChanged(Now), TestContext.Current.CancellationToken);
        _told.Clear();
        _reader.People[0] = _reader.People[0] with { Tags = ["basic:alicia"], Version = 2 };

        await _engine.HandleAsync(new TopicInput.TagsChanged(Now), TestContext.Current.CancellationToken);

        Assert.Equal(["basic:alicia"], _engine.View!.Tags);
        Assert.Equal(2, _engine.View.Version);
        var told = Assert.Single(_told.OfType<TopicEffect.Deliver>().Select(d => d.Delivery).OfType<Delivery.Broadcast>());
        Assert.Equal((PresWhat.Tags, "me"), told.Packets.Default is PresPacket pres ? (pres.What, pres.Topic) : default);
        Assert.Equal((Alice, true), (told.Audience.OnlyUser, told.Audience.SkipSession.IsNone));
    }
}
