using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Accounts.Credentials;
using Parley.Accounts.Options;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage;
using Parley.Storage.Records;
using Parley.Topics.Effects;
using Parley.Topics.Handlers;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Reload;

/// <summary>Two processes take a topic for theirs; here one of them finds out.</summary>
public sealed class StoredElsewhereTests : IEffectSink
{
    private readonly HeldCommit _disk = new();
    private readonly StubReader _reader = new();
    private readonly List<TopicEffect> _told = [];
    private readonly TopicEngine _engine;

    public StoredElsewhereTests()
    {
        _reader.Topic = new StoredTopic { Name = Team, Created = Now, Updated = Now, Touched = Now, Owner = Alice, Access = new DefaultAccess(AccessMasks.Member, AccessMode.None) };
        _reader.Rows.AddRange([Row(Team, Alice, "JRWPASDO"), Row(Team, Bob, "JRWPS"), Row(Team, Carol, "JRWPS")]);
        var validators = new ValidatorTable([], new AccountOptions());
        var options = Options with { MessagesPageMax = 3 };
        var handlers = new HandlerTable(options, validators, new CredentialRules(validators, new SystemRandomSource()));
        _engine = new TopicEngine(Team, new TopicServices(_reader, _disk, options, handlers, NullLoggerFactory.Instance), this);
    }

    void IEffectSink.Emit(TopicName topic, IReadOnlyList<TopicEffect> effects) => _told.AddRange(effects);

    private IEnumerable<Delivery> Deliveries => _told.OfType<TopicEffect.Deliver>().Select(d => d.Delivery);

    private IEnumerable<int> Seqs => Deliveries.OfType<Delivery.Broadcast>().Select(b => b.Packets.Default).OfType<DataPacket>().Select(d => d.Seq);

    private IEnumerable<int> SeqsOnMe => Deliveries.OfType<Delivery.NotifyOnMe>().SelectMany(n => n.Notice.Groups)
        .Select(g => ((PresPacket)g.Packets.Default).Seq);

    private IEnumerable<(string? Id, ReplyCode Code)> Ctrls => Deliveries.OfType<Delivery.Reply>().Select(r => r.Packet)
        .OfType<CtrlPacket>().Select(c => (c.Id, c.Code));

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Messages_that_another_process_has_stored_are_told_as_if_they_were_published_here(int count)
    {
        await AttachAsync(Alice, Bob);
        await PublishAsync("1");
        _disk.Store();
        await PublishAsync("2");
        StoreElsewhere(count);
        _disk.Fail(StoreFailure.Conflict);
        await RetryAsync();
        _disk.Store();
        Assert.Equal(Enumerable.Range(1, count + 2), Seqs);
        Assert.Equal(Enumerable.Range(1, count + 2), SeqsOnMe);
        Assert.Equal([("1", ReplyCodes.Accepted), ("2", ReplyCodes.Accepted)], Ctrls);
    }

    [Fact]
    public async Task They_are_told_soon_even_if_nothing_is_decided_again()
    {
        await AttachAsync(Alice);
        await PublishAsync("1");
        _disk.Fail(StoreFailure.Conflict);
        await RetryAsync();
        StoreElsewhere(1);
        _told.Clear();
        _disk.Fail(StoreFailure.Conflict);
        Assert.Contains(new TopicEffect.ArmTimer(TimerKey.Retry, TimeSpan.Zero), _told);
        await RetryAsync();
        Assert.Equal([1], Seqs);
    }

    [Fact]
    public async Task Whose_access_was_taken_elsewhere_is_evicted_before_anything_is_told()
    {
        await AttachAsync(Alice, Bob, Carol);
        await PublishAsync("1");
        _reader.Rows.RemoveAll(r => r.Key.User == Bob);
        _reader.Rows[1] = Row(Team, Carol, "JRWPS", "JWP");
        StoreElsewhere(1);
        _disk.Fail(StoreFailure.Conflict);
        _told.Clear();
        await RetryAsync();
        var deliveries = Deliveries.ToList();
        var evicted = deliveries.IndexOf(new Delivery.Detach(SessionOf(Bob)));
        var changed = deliveries.IndexOf(new Delivery.ModeChanged(Carol, IsReader: false, AccessMode.Parse("JWP")));
        var told = deliveries.FindIndex(d => d is Delivery.Broadcast);
        Assert.True(evicted >= 0 && changed >= 0 && told > Math.Max(evicted, changed));
        Assert.Equal([(null, ReplyCodes.Evicted)], Ctrls);
        Assert.False(_engine.View!.IsAttached(SessionOf(Bob)));
        Assert.True(_engine.View.IsAttached(SessionOf(Carol)));
    }

    [Fact]
    public async Task A_topic_that_was_deleted_elsewhere_ends()
    {
        await AttachAsync(Alice, Bob);
        await PublishAsync("1");
        _reader.Topic = null;
        _reader.Rows.Clear();
        _disk.Fail(StoreFailure.Conflict);
        await RetryAsync();
        Assert.Contains(new TopicEffect.Deliver(new Delivery.DetachAll()), _told);
        Assert.Contains(new TopicEffect.CloseTopic(), _told);
    }

    // As another process does it which takes the topic for its own.
    private void StoreElsewhere(int count)
    {
        var last = _reader.Topic!.LastSeq + _reader.MessageRows.Count;
        for (var seq = _engine.View!.LastSeq; seq < _engine.View.LastSeq + count; seq++)
            _reader.MessageRows.Add(new StoredMessage { Seq = seq, Timestamp = Now, From = Bob, Content = Payload.FromString("from elsewhere") });
        _reader.Topic = _reader.Topic with { LastSeq = _engine.View.LastSeq + count - 1 };
        Assert.True(_reader.Topic.LastSeq > last);
    }

    private async Task AttachAsync(params UserId[] users)
    {
        foreach (var user in users)
            await AskAsync(user, new SubPacket { Id = "s" });
        _told.Clear();
    }

    private ValueTask PublishAsync(string id) => AskAsync(Alice, new PubPacket { Id = id, Content = Payload.FromString("hi") });

    private ValueTask AskAsync(UserId user, ClientPacket packet) =>
        _engine.HandleAsync(new TopicInput.Request(Ask(user, Team.Value, packet)), TestContext.Current.CancellationToken);

    private ValueTask RetryAsync() =>
        _engine.HandleAsync(new TopicInput.Timer(TimerKey.Retry, Now), TestContext.Current.CancellationToken);
}
