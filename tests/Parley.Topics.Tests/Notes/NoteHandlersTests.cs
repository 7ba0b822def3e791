using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage.Writes;
using Parley.Topics.Effects;
using Parley.Topics.Handlers;
using Parley.Topics.Notes;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Notes;

public sealed class NoteHandlersTests
{
    private static TopicPlan Send(TopicState topic, UserId user, NoteWhat what, int seq = 0, string? payload = null, string? address = null)
    {
        MemoryHandler handler = what switch
        {
            NoteWhat.Read or NoteWhat.Recv => new ReadReceiptHandler(Options),
            NoteWhat.Data => new DataNoteHandler(),
            _ => new KeyPressHandler(),
        };
        return handler.Run(topic, topic.Note(user, what, seq, payload, address));
    }

    private static void AssertDropped(TopicPlan plan)
    {
        Assert.Empty(plan.Effects);
        Assert.Empty(plan.Writes);
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void A_read_mark_moves_and_the_other_one_is_told()
    {
        var topic = Conversation().Attached(Alice, Bob).WithMessages(10);
        var plan = Send(topic, Alice, NoteWhat.Read, 8);
        var write = plan.Write<RaiseMarks>();
        Assert.Equal((8, 0, Alice), (write.ReadSeq, write.RecvSeq, write.Key.User));
        topic.Apply(plan);
        Assert.Equal((8, 8), (topic.Member(Alice)!.ReadSeq, topic.Member(Alice)!.RecvSeq));
        Assert.Empty(plan.Replies());
        var told = Assert.Single(plan.Broadcasts());
        var info = (InfoPacket)told.Packets.For(Bob, isReader: false);
        Assert.Equal((Alice.ToString(), Alice.ToString(), NoteWhat.Read, 8), (info.Topic, info.From, info.What, info.Seq));
        Assert.Equal((SessionOf(Alice), AccessMode.Read, ReaderRule.Excluded), (told.Audience.SkipSession, told.Audience.Needs, told.Audience.Readers));
    }

    [Fact]
    public void Own_other_sessions_are_told_by_notice_and_info_on_me_and_others_by_info()
    {
        var topic = Conversation().Attached(Alice, Bob).WithMessages(10);
        var plan = Send(topic, Alice, NoteWhat.Recv, 8);
        Assert.Collection(
            plan.Notices(),
            n =>
            {
                var pres = (PresPacket)n.For(Alice)!;
                Assert.Equal(("me", Bob.ToString(), PresWhat.Recv, 8), (pres.Topic, pres.Source, pres.What, pres.Seq));
                Assert.True(n.NeedsPresence);
                Assert.Null(n.For(Bob));
            },
            n =>
            {
                var (own, other) = ((InfoPacket)n.For(Alice)!, (InfoPacket)n.For(Bob)!);
                Assert.Equal(("me", Bob.ToString(), Alice.ToString(), 8), (own.Topic, own.Source, own.From, own.Seq));
                Assert.Equal(("me", Alice.ToString()), (other.Topic, other.Source));
                Assert.False(n.NeedsPresence);
                Assert.Equal(topic.Name, n.UnlessAttachedTo);
            });
    }

    [Fact]
    public void A_mark_beyond_the_last_message_is_dropped() =>
        AssertDropped(Send(Conversation().Attached(Alice).WithMessages(10), Alice, NoteWhat.Read, 11));

    [Fact]
    public void A_mark_that_is_there_already_is_dropped()
    {
        var topic = Conversation().Attached(Alice).WithMessages(10);
        topic.Apply(Send(topic, Alice, NoteWhat.Read, 8));
        AssertDropped(Send(topic, Alice, NoteWhat.Read, 8));
        AssertDropped(Send(topic, Alice, NoteWhat.Read, 7));
        // What is read has been received.
        AssertDropped(Send(topic, Alice, NoteWhat.Recv, 8));
    }

    [Theory]
    [InlineData(NoteWhat.Read)]
    [InlineData(NoteWhat.Recv)]
    public void Without_R_no_mark_moves(NoteWhat what) =>
        AssertDropped(Send(Conversation(alice: "JWPA").Attached(Alice).WithMessages(10), Alice, what, 8));

    [Fact]
    public void A_mark_without_a_message_is_dropped() =>
        AssertDropped(Send(Conversation().Attached(Alice).WithMessages(10), Alice, NoteWhat.Read));

    [Fact]
    public void Without_W_typing_is_dropped()
    {
        AssertDropped(Send(Conversation(alice: "JRPA").Attached(Alice), Alice, NoteWhat.KeyPress));
        AssertDropped(Send(Conversation().Attached(Alice).Plan(p => p.Change(new LiveChange.ReadOnly(true))), Alice, NoteWhat.KeyPress));
    }

    [Theory]
    [InlineData(NoteWhat.KeyPress)]
    [InlineData(NoteWhat.KeyPressAudio)]
    public void Typing_names_no_message(NoteWhat what) =>
        AssertDropped(Send(Group().Attached(Alice).WithMessages(1), Alice, what, 1));

    [Fact]
    public void Typing_is_not_shown_to_own_sessions_but_recording_is()
    {
        var topic = Group(Row(Team, Bob, "JRWPS")).Attached(Alice, Bob);
        var typing = Send(topic, Alice, NoteWhat.KeyPress);
        Assert.Equal(Alice, Assert.Single(typing.Broadcasts()).Audience.ExcludeUser);
        Assert.Null(Assert.Single(typing.Notices()).For(Alice));
        Assert.NotNull(Assert.Single(typing.Notices()).For(Bob));
        var recording = Send(topic, Alice, NoteWhat.KeyPressVideo);
        Assert.True(Assert.Single(recording.Broadcasts()).Audience.ExcludeUser.IsNone);
        Assert.NotNull(Assert.Single(recording.Notices()).For(Alice));
    }

    [Fact]
    public void Under_the_name_of_a_channel_that_is_none_nothing_happens()
    {
        var topic = Group().Attached(Alice).WithMessages(10);
        AssertDropped(Send(topic, Alice, NoteWhat.Read, 8, address: Team.ChannelAddress));
        AssertDropped(Send(topic, Alice, NoteWhat.KeyPress, address: Team.ChannelAddress));
    }

    [Fact]
    public void What_a_channel_reader_reads_is_stored_and_told_to_itself_alone()
    {
        var topic = Group(isChannel: true, Row(Team, Bob, "JRP")).Attached(Alice, Bob).WithReader(Carol).WithMessages(15);
        var plan = Send(topic, Carol, NoteWhat.Read, 12, address: Team.ChannelAddress);
        Assert.Equal((12, true), (plan.Write<RaiseMarks>().ReadSeq, plan.Write<RaiseMarks>().Key.IsReader));
        Assert.Empty(plan.Broadcasts());
        var notice = Assert.Single(plan.Notices());
        Assert.Equal([Carol], Assert.Single(notice.Groups).Users);
        Assert.Equal((Team.ChannelAddress, PresWhat.Read), (((PresPacket)notice.For(Carol)!).Source, ((PresPacket)notice.For(Carol)!).What));
    }

    [Fact]
    public void A_muted_user_is_not_told_its_own_marks()
    {
        var plan = Send(Group(Row(Team, Bob, "JRW")).Attached(Bob).WithMessages(2), Bob, NoteWhat.Read, 1);
        Assert.Null(Assert.Single(plan.Notices()).For(Bob));
        Assert.Single(plan.Broadcasts());
    }

    [Fact]
    public void Data_is_forwarded_with_its_payload_by_anybody_attached()
    {
        var topic = Group(Row(Team, Bob, "JP")).Attached(Alice, Bob).WithMessages(2);
        var plan = Send(topic, Bob, NoteWhat.Data, 1, """{"resp":{"yes":1}}""");
        var info = (InfoPacket)Assert.Single(plan.Broadcasts()).Packets.Default;
        Assert.Equal((NoteWhat.Data, 1, """{"resp":{"yes":1}}"""), (info.What, info.Seq, info.Payload.ToString()));
        var onMe = (InfoPacket)Assert.Single(plan.Notices()).For(Alice)!;
        Assert.Equal((0, """{"resp":{"yes":1}}"""), (onMe.Seq, onMe.Payload.ToString()));
        AssertDropped(Send(topic, Alice, NoteWhat.Data, 7, "1"));
        AssertDropped(Send(topic, Alice, NoteWhat.Data, 1));
    }

    [Fact]
    public void Receipts_come_from_sessions_that_are_not_attached_and_nothing_else_does()
    {
        var topic = Group(Row(Team, Bob, "JRWPS")).WithMessages(2);
        Assert.Equal(2, Send(topic, Bob, NoteWhat.Recv, 2).Write<RaiseMarks>().RecvSeq);
        Assert.Equal(409, Send(topic, Bob, NoteWhat.Read, 2).Code());
        Assert.Equal(409, Send(topic, Bob, NoteWhat.KeyPress).Code());
        AssertDropped(Send(topic, Carol, NoteWhat.Recv, 2));
    }

    [Fact]
    public void Own_notes_are_told_to_own_attached_sessions_only()
    {
        var plan = Send(OwnNotes().WithMessages(2), Alice, NoteWhat.Read, 2);
        Assert.Empty(plan.Notices());
        Assert.Equal("slf", Assert.Single(plan.Broadcasts()).Packets.Default is InfoPacket info ? info.Topic : null);
    }
}
