using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Accounts.Credentials;
using Parley.Accounts.Options;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage;
using Parley.Storage.Records;
using Parley.Topics.Effects;
using Parley.Topics.Handlers;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Engine;

/// <summary>Memory runs ahead of the disk, effects run behind it.</summary>
public sealed class TopicEngineTests : IEffectSink
{
    private readonly HeldCommit _disk = new();
    private readonly StubReader _reader = new();
    private readonly List<TopicEffect> _told = [];
    private readonly TopicEngine _engine;

    public TopicEngineTests()
    {
        _reader.Topic = new StoredTopic { Name = Team, Created = Now, Updated = Now, Touched = Now, Owner = Alice, Access = new DefaultAccess(AccessMasks.Member, AccessMode.None) };
        _reader.Rows.Add(Row(Team, Alice, "JRWPASDO"));
        _reader.Rows.Add(Row(Team, Bob, "JRWPS"));
        var validators = new ValidatorTable([], new AccountOptions());
        var handlers = new HandlerTable(Options, validators, new CredentialRules(validators, new SystemRandomSource()));
        _engine = new TopicEngine(Team, new TopicServices(_reader, _disk, Options, handlers, NullLoggerFactory.Instance), this);
    }

    void IEffectSink.Emit(TopicName topic, IReadOnlyList<TopicEffect> effects) => _told.AddRange(effects);

    private IEnumerable<ServerPacket> Replies => _told.OfType<TopicEffect.Deliver>().Select(d => d.Delivery)
        .OfType<Delivery.Reply>().Select(r => r.Packet);

    private IEnumerable<CtrlPacket> Ctrls => Replies.OfType<CtrlPacket>();

    private IEnumerable<int> Seqs => _told.OfType<TopicEffect.Deliver>().Select(d => d.Delivery)
        .OfType<Delivery.Broadcast>().Select(b => b.Packets.Default).OfType<DataPacket>().Select(d => d.Seq);

    private ValueTask AskAsync(UserId user, ClientPacket packet) =>
        _engine.HandleAsync(new TopicInput.Request(Ask(user, Team.Value, packet)), TestContext.Current.CancellationToken);

    private ValueTask AskAsReaderAsync(ClientPacket packet) =>
        _engine.HandleAsync(new TopicInput.Request(Ask(Carol, Team.ChannelAddress, packet)), TestContext.Current.CancellationToken);

    private async Task UntilHeldAsync()
    {
        while (_disk.Waiting == 0)
            await Task.Yield();
    }

    private ValueTask LoseAsync(UserId user) =>
        _engine.HandleAsync(new TopicInput.SessionGone(SessionOf(user), Now), TestContext.Current.CancellationToken);

    private static PubPacket Message(string id) => new() { Id = id, Content = Payload.FromString("hi") };

    private async Task AttachAsync(params UserId[] users)
    {
        foreach (var user in users)
            await AskAsync(user, new SubPacket { Id = "s" });
        _told.Clear();
    }

    [Fact]
    public async Task Nobody_hears_of_a_message_before_it_is_stored()
    {
        await AttachAsync(Alice);
        await AskAsync(Alice, Message("1"));
        Assert.Empty(_told);
        Assert.Equal(1, _engine.View!.LastSeq);
        _disk.Store();
        Assert.Equal(202, Assert.Single(Ctrls).Code.Number);
        Assert.Equal([1], Seqs);
    }

    [Fact]
    public async Task What_is_decided_during_a_commit_is_stored_in_one_run()
    {
        await AttachAsync(Alice);
        for (var i = 1; i <= 5; i++)
            await AskAsync(Alice, Message($"{i}"));
        Assert.Equal(1, _disk.Store());
        Assert.Equal(4, _disk.Store());
        Assert.Equal([1, 2, 3, 4, 5], Seqs);
        Assert.Equal(0, _disk.Waiting);
    }

    [Fact]
    public async Task What_needs_no_disk_waits_for_what_was_decided_before_it()
    {
        await AttachAsync(Alice);
        await AskAsync(Alice, Message("1"));
        await AskAsync(Bob, new LeavePacket { Id = "2" });
        Assert.Empty(Ctrls);
        _disk.Store();
        Assert.Equal([202, 304], Ctrls.Select(c => c.Code.Number));
    }

    [Fact]
    public async Task A_message_that_cannot_be_stored_is_refused_and_nobody_sees_it()
    {
        await AttachAsync(Alice, Bob);
        await AskAsync(Alice, Message("1"));
        _disk.Fail(StoreFailure.Unavailable);
        Assert.Equal(500, Assert.Single(Ctrls).Code.Number);
        Assert.Empty(Seqs);
    }

    [Fact]
    public async Task A_message_behind_one_that_failed_gets_its_own_chance()
    {
        await AttachAsync(Alice);
        await AskAsync(Alice, Message("1"));
        await AskAsync(Alice, Message("2"));
        _disk.Fail(StoreFailure.Unavailable);
        await _engine.HandleAsync(new TopicInput.Timer(TimerKey.Retry, Now), TestContext.Current.CancellationToken);
        _disk.Store();
        Assert.Equal([("1", 500), ("2", 202)], Ctrls.Select(c => (c.Id!, c.Code.Number)));
        Assert.Equal([1], Seqs);
    }

    [Fact]
    public async Task After_a_failed_commit_the_topic_is_loaded_again_and_its_sessions_stay()
    {
        await AttachAsync(Alice, Bob);
        var loads = _reader.Loads;
        await AskAsync(Alice, Message("1"));
        _disk.Fail(StoreFailure.Unavailable);
        _told.Clear();
        await AskAsync(Alice, Message("2"));
        _disk.Store();
        Assert.Equal(loads + 1, _reader.Loads);
        Assert.Equal("""{"seq":1}""", Assert.Single(Ctrls).Params.ToString());
        Assert.True(_engine.View!.IsAttached(SessionOf(Bob)));
        Assert.True(_engine.View.Member(Bob)!.IsOnline);
    }

    [Fact]
    public async Task A_request_decided_on_rows_that_have_moved_on_is_decided_again()
    {
        await AttachAsync(Alice);
        await AskAsync(Alice, Message("1"));
        _reader.Topic = _reader.Topic! with { LastSeq = 7 };
        _disk.Fail(StoreFailure.Conflict);
        Assert.Contains(new TopicEffect.ArmTimer(TimerKey.Retry, TimeSpan.Zero), _told);
        await _engine.HandleAsync(new TopicInput.Timer(TimerKey.Retry, Now), TestContext.Current.CancellationToken);
        _disk.Store();
        Assert.Equal("""{"seq":8}""", Assert.Single(Ctrls).Params.ToString());
        Assert.Equal([8], Seqs);
    }

    [Fact]
    public async Task What_is_to_be_decided_again_is_decided_before_the_topic_ends()
    {
        await AttachAsync(Alice);
        await AskAsync(Carol, new SubPacket { Id = "1" });
        var deletion = AskAsync(Alice, new DelPacket { Id = "2", What = DelWhat.Topic });
        _disk.Fail(StoreFailure.Conflict);
        await UntilHeldAsync();
        _disk.Store();
        await deletion;
        _disk.Store();
        Assert.Equal([("1", 200), ("2", 200)], Ctrls.Where(c => c.Id is not null).Select(c => (c.Id!, c.Code.Number)));
    }

    [Fact]
    public async Task A_topic_does_not_close_on_somebody_who_is_to_be_let_in_again()
    {
        await AskAsync(Carol, new SubPacket { Id = "1" });
        var idle = _engine.HandleAsync(new TopicInput.Timer(TimerKey.Idle, Now), TestContext.Current.CancellationToken);
        _disk.Fail(StoreFailure.Conflict);
        await UntilHeldAsync();
        _disk.Store();
        await idle;
        Assert.Equal(200, Assert.Single(Ctrls).Code.Number);
        Assert.DoesNotContain(new TopicEffect.CloseTopic(), _told);
    }

    [Fact]
    public async Task What_conflicts_twice_is_refused()
    {
        await AttachAsync(Alice);
        await AskAsync(Alice, Message("1"));
        _disk.Fail(StoreFailure.Conflict);
        await _engine.HandleAsync(new TopicInput.Timer(TimerKey.Retry, Now), TestContext.Current.CancellationToken);
        _disk.Fail(StoreFailure.Conflict);
        Assert.Equal(500, Assert.Single(Ctrls).Code.Number);
    }

    [Fact]
    public async Task A_subscription_that_cannot_be_stored_attaches_nobody()
    {
        await AskAsync(Carol, new SubPacket { Id = "1" });
        _disk.Fail(StoreFailure.Unavailable);
        Assert.Equal(500, Assert.Single(Ctrls).Code.Number);
        await AskAsync(Carol, new LeavePacket { Id = "2" });
        Assert.False(_engine.View!.IsAttached(SessionOf(Carol)));
        Assert.Null(_engine.View.Member(Carol));
    }

    [Fact]
    public async Task A_request_of_several_parts_that_cannot_be_stored_is_refused_once()
    {
        var asked = AskAsync(Carol, new SubPacket { Id = "1", Get = new GetQuery { What = "desc sub" } });
        _disk.Fail(StoreFailure.Unavailable);
        await asked;
        Assert.Equal(500, Assert.Single(Ctrls).Code.Number);
        Assert.Single(Replies);
    }

    [Fact]
    public async Task A_lost_session_is_gone_whatever_becomes_of_what_was_decided_before()
    {
        await AttachAsync(Alice, Bob);
        await AskAsync(Alice, Message("1"));
        await LoseAsync(Bob);
        _disk.Fail(StoreFailure.Unavailable);
        await LoseAsync(Carol);
        Assert.Contains(new TopicEffect.Deliver(new Delivery.Detach(SessionOf(Bob))), _told);
        Assert.False(_engine.View!.IsAttached(SessionOf(Bob)));
        Assert.True(_engine.View.IsAttached(SessionOf(Alice)));
    }

    [Fact]
    public async Task A_session_that_is_lost_while_its_leaving_for_good_fails_does_not_come_back()
    {
        await AttachAsync(Alice, Bob);
        await AskAsync(Bob, new LeavePacket { Id = "1", Unsub = true });
        var lost = LoseAsync(Bob);
        _disk.Fail(StoreFailure.Unavailable);
        await lost;
        Assert.False(_engine.View!.IsAttached(SessionOf(Bob)));
        Assert.False(_engine.View.Member(Bob)!.IsOnline);
    }

    [Fact]
    public async Task What_happens_while_the_database_cannot_be_read_is_caught_up_with()
    {
        await AttachAsync(Alice, Bob);
        await AskAsync(Alice, Message("1"));
        _disk.Fail(StoreFailure.Unavailable);
        _reader.IsBroken = true;
        await LoseAsync(Bob);
        Assert.Contains(new TopicEffect.ArmTimer(TimerKey.Retry, Options.RetryDelay), _told);
        _reader.IsBroken = false;
        await _engine.HandleAsync(new TopicInput.Timer(TimerKey.Retry, Now), TestContext.Current.CancellationToken);
        Assert.False(_engine.View!.IsAttached(SessionOf(Bob)));
        Assert.True(_engine.View.IsAttached(SessionOf(Alice)));
    }

    [Fact]
    public async Task After_a_failed_commit_channel_readers_are_as_stored()
    {
        _reader.Topic = _reader.Topic! with { IsChannel = true };
        await AskAsReaderAsync(new SubPacket { Id = "1" });
        _reader.Rows.Add(Row(Team, Carol, "JRP", isReader: true));
        _disk.Store();
        await AskAsReaderAsync(new SetPacket { Id = "2", Query = new SetQuery { Sub = new SubPart(null, "JR") } });
        Assert.Equal("JR", _engine.View!.Readers[Carol].Want.ToString());
        _disk.Fail(StoreFailure.Unavailable);
        await LoseAsync(Bob);
        Assert.Equal("JRP", _engine.View!.Readers[Carol].Want.ToString());
        Assert.Equal(1, _engine.View.Readers[Carol].Online);
    }

    [Fact]
    public async Task The_last_reply_ends_the_request()
    {
        await AskAsync(Alice, new SubPacket { Id = "1" });
        var reply = _told.OfType<TopicEffect.Deliver>().Select(d => d.Delivery).OfType<Delivery.Reply>().Last();
        Assert.Equal(1, reply.EndsRequest);
    }

    [Fact]
    public async Task A_topic_that_has_ended_is_locked_and_drops_notes()
    {
        await AttachAsync(Alice, Bob);
        await AskAsync(Alice, new DelPacket { Id = "1", What = DelWhat.Topic, Hard = true });
        await UntilHeldAsync();
        await AskAsync(Carol, new SubPacket { Id = "2" });
        await AskAsync(Bob, Message("3"));
        await AskAsync(Bob, new LeavePacket { Id = "4" });
        await AskAsync(Bob, new NotePacket { What = NoteWhat.KeyPress });
        _disk.Store();
        await _engine.DrainAsync();
        Assert.Equal([("1", 200), ("2", 503), ("3", 503), ("4", 503)], Ctrls.Select(c => (c.Id, c.Code.Number)));
        Assert.All(Ctrls.Skip(1), c => Assert.Equal("locked", c.Code.Text));
    }

    [Fact]
    public async Task A_topic_that_everybody_has_left_asks_to_be_woken_and_then_closes()
    {
        await AttachAsync(Alice);
        await AskAsync(Alice, new LeavePacket { Id = "1" });
        Assert.Contains(new TopicEffect.ArmTimer(TimerKey.Idle, Options.IdleTime), _told);
        await _engine.HandleAsync(new TopicInput.Timer(TimerKey.Idle, Now), TestContext.Current.CancellationToken);
        Assert.Contains(new TopicEffect.CloseTopic(), _told);
    }

    [Fact]
    public async Task A_session_that_comes_back_in_time_keeps_the_topic()
    {
        await AttachAsync(Alice);
        await AskAsync(Alice, new LeavePacket { Id = "1" });
        await AskAsync(Alice, new SubPacket { Id = "2" });
        Assert.Contains(new TopicEffect.CancelTimer(TimerKey.Idle), _told);
        await _engine.HandleAsync(new TopicInput.Timer(TimerKey.Idle, Now), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(new TopicEffect.CloseTopic(), _told);
    }
}
