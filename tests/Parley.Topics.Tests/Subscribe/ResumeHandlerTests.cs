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
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage;
using Parley.Storage.Records;
using Parley.Topics.Effects;
using Parley.Topics.Handlers;
using Parley.Topics.Subscribe;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Subscribe;

/// <summary>How sessions come back to a topic whose process was lost.</summary>
public sealed class ResumeHandlerTests : IEffectSink
{
    private readonly ResumeHandler _handler = new(Options);
    private readonly List<TopicEffect> _told = [];

    void IEffectSink.Emit(TopicName topic, IReadOnlyList<TopicEffect> effects) => _told.AddRange(effects);

    private IEnumerable<Delivery> Told => _told.OfType<TopicEffect.Deliver>().Select(d => d.Delivery);

    [Fact]
    public void A_session_gets_what_it_has_missed_in_order_and_nobody_else_hears_of_it()
    {
        var topic = Group(Row(Team, Bob, "JRWPS")).WithMessages(3);
        var plan = _handler.Run(topic, Resume(Bob, seen: 1), Missed(3, 2));
        Assert.Equal(new Delivery.Attach(SessionOf(Bob), Bob, AccessMode.Parse("JRWPS"), IsReader: false, 3), plan.Deliveries().First());
        Assert.Equal([2, 3], plan.Broadcasts().Select(b => ((DataPacket)b.Packets.Default).Seq));
        Assert.All(plan.Broadcasts(), b => Assert.Equal(SessionOf(Bob), b.Audience.OnlySession));
        Assert.Empty(plan.Replies());
    }

    [Fact]
    public void A_channel_reader_is_taken_back_and_does_not_learn_who_has_written()
    {
        var topic = Group(isChannel: true).WithMessages(1);
        var rows = Missed(1);
        rows.SubscriptionRows.Add(Row(Team, Bob, "JRP", isReader: true));
        topic.Apply(_handler.Run(topic, Resume(Bob, seen: 0, Team.ChannelAddress), rows));
        Assert.True(topic.IsAttached(SessionOf(Bob)));
        Assert.Equal(1, topic.Readers[Bob].Online);
        var other = Resume(Bob, seen: 0, Team.ChannelAddress);
        var plan = _handler.Run(topic, other with { Who = other.Who with { Session = SessionOf(Bob, 2) } }, rows);
        var data = Assert.IsType<DataPacket>(Assert.Single(plan.Broadcasts()).Packets.Default);
        Assert.Equal((Team.ChannelAddress, null), (data.Topic, data.From));
    }

    [Fact]
    public void A_party_of_a_call_that_has_ended_meanwhile_learns_of_it()
    {
        var rows = new RowsByHand();
        rows.MessageRows.Add(new StoredMessage { Seq = 2, Timestamp = Now, From = Alice, Head = Payload.FromJson("""{"replace":":1","webrtc":"disconnected"}""") });
        rows.MessageRows.Add(new StoredMessage { Seq = 1, Timestamp = Now, From = Alice, Head = Payload.FromJson("""{"webrtc":"started"}""") });
        var topic = Conversation().WithMessages(2);
        var plan = _handler.Run(topic, Ask(Bob, Alice.ToString(), new SubPacket()) with { Resumes = 0 }, rows);
        var word = Assert.IsType<InfoPacket>(plan.Broadcasts()[^1].Packets.Default);
        Assert.Equal((Alice.ToString(), NoteWhat.Call, CallEvent.HangUp, 1), (word.Topic, word.What, word.Event, word.Seq));
        Assert.Equal(3, plan.Broadcasts().Count);
    }

    [Theory]
    [InlineData("JRWPS", "N", "false")]
    [InlineData(null, null, "true")]
    public void Whose_access_was_taken_by_the_lost_process_is_evicted(string? want, string? given, string unsub)
    {
        var topic = (want is null ? Group() : Group(Row(Team, Bob, want, given))).WithMessages(1);
        var plan = _handler.Run(topic, Resume(Bob, seen: 0), Missed(1));
        topic.Apply(plan);
        Assert.Equal(ReplyCodes.Evicted, plan.Ctrl()!.Code);
        Assert.Equal($$"""{"unsub":{{unsub}}}""", plan.Params());
        Assert.Empty(plan.Broadcasts());
        Assert.Equal(new Delivery.Detach(SessionOf(Bob)), plan.Deliveries().Last());
        Assert.False(topic.IsAttached(SessionOf(Bob)));
    }

    [Fact]
    public void Sessions_of_a_topic_that_is_deleted_are_detached_without_a_word()
    {
        var plan = _handler.Run(new TopicState(Team), Resume(Bob, seen: 3));
        Assert.Empty(plan.Replies());
        Assert.Equal(new Delivery.Detach(SessionOf(Bob)), plan.Deliveries().Last());
    }

    [Fact]
    public void Whoever_is_attached_already_is_told_so_with_what_has_passed_it_by()
    {
        var topic = Group(Row(Team, Bob, "JRWPS")).WithMessages(2).Attached(Bob);
        var plan = _handler.Run(topic, Resume(Bob, seen: 1), Missed(2));
        topic.Apply(plan);
        Assert.IsType<Delivery.Attach>(plan.Deliveries().First());
        Assert.Single(plan.Broadcasts());
        Assert.Equal(1, topic.Member(Bob)!.Online);
    }

    [Fact]
    public async Task A_session_that_comes_back_while_the_database_cannot_be_read_is_taken_back_later()
    {
        var (engine, reader, _) = Engine();
        reader.IsBroken = true;
        await engine.HandleAsync(new TopicInput.Request(Resume(Bob, seen: 0)), TestContext.Current.CancellationToken);
        Assert.Empty(Told);
        reader.IsBroken = false;
        await engine.HandleAsync(new TopicInput.Timer(TimerKey.Retry, Now), TestContext.Current.CancellationToken);
        Assert.Single(Told.OfType<Delivery.Attach>());
        Assert.Empty(Told.OfType<Delivery.Reply>());
    }

    [Fact]
    public async Task A_mistake_of_the_server_is_not_repeated_for_ever()
    {
        var (engine, reader, _) = Engine();
        reader.Topic = reader.Topic! with { LastSeq = 1 };
        reader.Mistake = new InvalidOperationException("This session cannot be taken back.");
        await engine.HandleAsync(new TopicInput.Request(Resume(Bob, seen: 0)), TestContext.Current.CancellationToken);
        await AskAsync(engine, Alice, new SubPacket { Id = "1" });
        await AskAsync(engine, Alice, new SubPacket { Id = "2" });
        Assert.Equal(ReplyCodes.Ok, Told.OfType<Delivery.Reply>().Select(r => (CtrlPacket)r.Packet).Single(c => c.Id == "2").Code);
    }

    [Fact]
    public async Task However_many_sessions_come_back_while_the_database_cannot_be_read_all_are_taken_back()
    {
        var (engine, reader, _) = Engine();
        reader.IsBroken = true;
        for (var session = 1; session <= Options.PostponedInputsMax + 1; session++)
        {
            var back = Resume(Bob, seen: 0);
            await engine.HandleAsync(
                new TopicInput.Request(back with { Who = back.Who with { Session = SessionOf(Bob, session) } }), TestContext.Current.CancellationToken);
        }
        reader.IsBroken = false;
        await engine.HandleAsync(new TopicInput.Timer(TimerKey.Retry, Now), TestContext.Current.CancellationToken);
        Assert.Equal(Options.PostponedInputsMax + 1, Told.OfType<Delivery.Attach>().Count());
    }

    [Fact]
    public async Task A_session_that_comes_back_behind_something_that_is_not_stored_is_taken_back_all_the_same()
    {
        var (engine, _, disk) = Engine();
        await AskAsync(engine, Alice, new SubPacket { Id = "1" });
        await AskAsync(engine, Alice, new SetPacket { Id = "2", Query = new() { Desc = new() { Public = Payload.FromString("x") } } });
        _told.Clear();
        var back = engine.HandleAsync(new TopicInput.Request(Resume(Bob, seen: 0)), TestContext.Current.CancellationToken);
        disk.Fail(StoreFailure.Unavailable);
        await back;
        await engine.HandleAsync(new TopicInput.Timer(TimerKey.Retry, Now), TestContext.Current.CancellationToken);
        Assert.Equal(SessionOf(Bob), Assert.Single(Told.OfType<Delivery.Attach>()).Session);
        Assert.Equal(ReplyCodes.InternalError, Assert.IsType<CtrlPacket>(Assert.Single(Told.OfType<Delivery.Reply>()).Packet).Code);
    }

    [Fact]
    public async Task A_session_that_comes_back_to_a_topic_that_is_ending_is_detached()
    {
        var (engine, _, disk) = Engine();
        await AskAsync(engine, Alice, new SubPacket { Id = "1" });
        await AskAsync(engine, Alice, new DelPacket { Id = "2", What = DelWhat.Topic });
        disk.Store();
        _told.Clear();
        await engine.HandleAsync(new TopicInput.Request(Resume(Bob, seen: 0)), TestContext.Current.CancellationToken);
        Assert.Equal(new Delivery.Detach(SessionOf(Bob)), Told.Last());
        Assert.Empty(Told.OfType<Delivery.Reply>());
    }

    private static ValueTask AskAsync(TopicEngine engine, UserId user, ClientPacket packet) =>
        engine.HandleAsync(new TopicInput.Request(Ask(user, Team.Value, packet)), TestContext.Current.CancellationToken);

    private (TopicEngine Engine, StubReader Reader, HeldCommit Disk) Engine()
    {
        var (reader, disk) = (new StubReader(), new HeldCommit());
        reader.Topic = new StoredTopic { Name = Team, Created = Now, Updated = Now, Touched = Now, Owner = Alice };
        reader.Rows.AddRange([Row(Team, Alice, "JRWPASDO"), Row(Team, Bob, "JRWPS")]);
        var validators = new ValidatorTable([], new AccountOptions());
        var handlers = new HandlerTable(Options, validators, new CredentialRules(validators, new SystemRandomSource()));
        return (new TopicEngine(Team, new TopicServices(reader, disk, Options, handlers, NullLoggerFactory.Instance), this), reader, disk);
    }

    private static TopicRequest Resume(UserId user, int seen, string? address = null) =>
        Ask(user, address ?? Team.Value, new SubPacket { Topic = address ?? Team.Value }) with { Resumes = seen };

    private static RowsByHand Missed(params int[] seqs)
    {
        var rows = new RowsByHand();
        rows.MessageRows.AddRange(seqs.Select(seq => new StoredMessage { Seq = seq, Timestamp = Now, From = Alice }));
        return rows;
    }
}
