using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage.Writes;
using Parley.Topics.Handlers;
using Parley.Topics.History;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.History;

public sealed class DelMessagesHandlerTests
{
    private static TopicPlan Delete(TopicState topic, UserId user, bool hard, string? address = null, TopicOptions? options = null, params SeqRange[] ranges)
    {
        var packet = new DelPacket { Id = "1", What = DelWhat.Message, Hard = hard, Ranges = ranges };
        return new DelMessagesHandler(options ?? Options).Run(topic, Ask(user, address ?? topic.AddressFor(user), packet));
    }

    [Fact]
    public void A_hard_deletion_is_for_everybody_and_moves_all_deletion_ids()
    {
        var topic = Conversation().Attached(Alice, Bob).WithMessages(10);
        var plan = Delete(topic, Alice, hard: true, ranges: new SeqRange(7, 9));
        var write = plan.Write<DeleteMessages>();
        Assert.Equal((1, default(UserId)), (write.DelId, write.ForUser));
        Assert.Equal([new SeqRange(7, 9)], write.Ranges);
        Assert.Equal((200, """{"del":1}"""), (plan.Code(), plan.Params()));
        topic.Apply(plan);
        Assert.Equal((1, 1), (topic.Member(Alice)!.DelId, topic.Member(Bob)!.DelId));
        Assert.True(plan.RepliesLast());
    }

    [Fact]
    public void A_soft_deletion_is_for_the_requester_alone()
    {
        var topic = Conversation().Attached(Alice, Bob).WithMessages(10);
        var plan = Delete(topic, Alice, hard: false, ranges: new SeqRange(7, 9));
        Assert.Equal((1, Alice, null), (plan.Write<DeleteMessages>().DelId, plan.Write<DeleteMessages>().ForUser, plan.Write<DeleteMessages>().NotBefore));
        topic.Apply(plan);
        Assert.Equal((1, 0), (topic.Member(Alice)!.DelId, topic.Member(Bob)!.DelId));
        var attached = Assert.Single(plan.Broadcasts());
        Assert.Equal((Alice, SessionOf(Alice)), (attached.Audience.OnlyUser, attached.Audience.SkipSession));
        var inTopic = (PresPacket)attached.Packets.Default;
        Assert.Equal((Bob.ToString(), Alice.ToString(), 1), (inTopic.Topic, inTopic.Source, inTopic.DelId));
        Assert.NotNull(inTopic.Ranges);
        var notice = Assert.Single(plan.Notices());
        var onMe = (PresPacket)notice.For(Alice)!;
        Assert.Equal(("me", Bob.ToString(), null, null, 1), (onMe.Topic, onMe.Source, onMe.Actor, onMe.Ranges, onMe.DelId));
        Assert.Equal(topic.Name, notice.UnlessAttachedTo);
        Assert.Null(notice.For(Bob));
    }

    [Fact]
    public void Who_may_not_delete_for_everybody_deletes_for_itself()
    {
        var plan = Delete(Group(Row(Team, Bob, "JRWPS")).Attached(Bob).WithMessages(2), Bob, hard: true, ranges: new SeqRange(1));
        Assert.Equal(Bob, plan.Write<DeleteMessages>().ForUser);
    }

    [Fact]
    public void A_muted_user_is_not_told_of_its_own_soft_deletion()
    {
        var plan = Delete(Group(Row(Team, Bob, "JRW")).Attached(Bob).WithMessages(2), Bob, hard: false, ranges: new SeqRange(1));
        Assert.Empty(plan.Broadcasts());
        Assert.Empty(plan.Notices());
    }

    [Fact]
    public void A_hard_deletion_is_told_to_those_who_read_but_to_channel_readers_without_a_name()
    {
        var topic = Group(isChannel: true, Row(Team, Bob, "JRP"), Row(Team, new UserId(4), "JRW")).Attached(Alice, Bob).WithReader(Carol).WithMessages(2);
        var plan = Delete(topic, Alice, hard: true, ranges: new SeqRange(1));
        var told = Assert.Single(plan.Broadcasts());
        Assert.Equal(AccessMode.Parse("RP"), told.Audience.Needs);
        var member = (PresPacket)told.Packets.For(Bob, isReader: false);
        var reader = (PresPacket)told.Packets.For(Carol, isReader: true);
        Assert.Equal((Team.Value, Alice.ToString(), null), (member.Topic, member.Source, member.Actor));
        Assert.Equal((Team.ChannelAddress, null, 1), (reader.Topic, reader.Source, reader.DelId));
        var notice = Assert.Single(plan.Notices());
        Assert.Equal(Alice.ToString(), ((PresPacket)notice.For(Bob)!).Actor);
        Assert.Null(((PresPacket)notice.For(Alice)!).Actor);
        Assert.Null(notice.For(new UserId(4)));
        Assert.Null(((PresPacket)notice.For(Bob)!).Ranges);
    }

    [Fact]
    public void Of_a_conversation_each_is_told_by_the_name_of_the_other()
    {
        var plan = Delete(Conversation().Attached(Alice).WithMessages(1), Alice, hard: true, ranges: new SeqRange(1));
        var notice = Assert.Single(plan.Notices());
        Assert.Equal((Alice.ToString(), Alice.ToString()), (((PresPacket)notice.For(Bob)!).Source, ((PresPacket)notice.For(Bob)!).Actor));
        Assert.Equal((Bob.ToString(), null), (((PresPacket)notice.For(Alice)!).Source, ((PresPacket)notice.For(Alice)!).Actor));
    }

    [Fact]
    public void Old_messages_are_kept_from_being_deleted_for_everybody()
    {
        var options = Options with { MessageDeleteAge = TimeSpan.FromMinutes(10) };
        var topic = Group().Attached(Alice).WithMessages(1);
        Assert.Equal(Now.AddMinutes(-10), Delete(topic, Alice, hard: true, options: options, ranges: new SeqRange(1)).Write<DeleteMessages>().NotBefore);
        Assert.Null(Delete(topic, Alice, hard: false, options: options, ranges: new SeqRange(1)).Write<DeleteMessages>().NotBefore);
    }

    [Fact]
    public void Who_neither_reads_nor_deletes_is_rejected_403() =>
        Assert.Equal(403, Delete(Group(Row(Team, Bob, "JWP")).Attached(Bob).WithMessages(3), Bob, hard: false, ranges: new SeqRange(3)).Code());

    [Fact]
    public void Without_attachment_deleting_is_rejected_409() =>
        Assert.Equal(409, Delete(Group().WithMessages(1), Alice, hard: false, ranges: new SeqRange(1)).Code());

    [Fact]
    public void Other_sessions_of_attached_readers_are_told_on_me_without_a_name()
    {
        var topic = Group(isChannel: true, Row(Team, Bob, "JRP")).Attached(Alice).WithReader(Carol).WithReader(new UserId(4), mode: "JR").WithMessages(2);
        var notice = Assert.Single(Delete(topic, Alice, hard: true, ranges: new SeqRange(1, 0)).Notices());
        var told = (PresPacket)notice.For(Carol)!;
        Assert.Equal((Team.ChannelAddress, null, 1), (told.Source, told.Actor, told.DelId));
        Assert.Equal(Alice.ToString(), ((PresPacket)notice.For(Bob)!).Actor);
        Assert.Null(notice.For(new UserId(4)));
        Assert.Equal(topic.Name, notice.UnlessAttachedTo);
    }

    [Fact]
    public void Channel_readers_cannot_delete()
    {
        var topic = Group(isChannel: true).Attached(Alice).WithReader(Carol).WithMessages(1);
        Assert.Equal(405, Delete(topic, Carol, hard: false, Team.ChannelAddress, ranges: new SeqRange(1)).Code());
        Assert.Equal(405, Delete(topic, Carol, hard: false, Team.Value, ranges: new SeqRange(1)).Code());
        Assert.Equal(405, Delete(topic, Alice, hard: false, Team.ChannelAddress, ranges: new SeqRange(1)).Code());
        Assert.Equal(405, Delete(Group().Attached(Alice).WithMessages(1), Alice, hard: false, Team.ChannelAddress, ranges: new SeqRange(1)).Code());
    }

    [Fact]
    public void Wrong_ranges_and_too_many_messages_are_malformed()
    {
        var topic = Group().Attached(Alice).WithMessages(2000);
        Assert.Equal(400, Delete(topic, Alice, hard: false).Code());
        Assert.Equal(400, Delete(topic, Alice, hard: false, ranges: new SeqRange(2001)).Code());
        Assert.Equal(400, Delete(topic, Alice, hard: false, ranges: [new SeqRange(1, 1000), new SeqRange(1001, 1500)]).Code());
        // One range may be as long as it likes.
        Assert.Equal(200, Delete(topic, Alice, hard: false, ranges: [new SeqRange(1, 1000), new SeqRange(1000, 1500)]).Code());
    }
}
