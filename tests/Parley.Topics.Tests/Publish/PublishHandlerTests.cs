using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Writes;
using Parley.Topics.Publish;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Publish;

public sealed class PublishHandlerTests
{
    private static TopicPlan Publish(TopicState topic, UserId user, string? id = "1", bool noEcho = false, string? head = null) =>
        new PublishHandler(Options).Decide(topic, Ask(user, topic.AddressFor(user), new PubPacket
        {
            Id = id,
            NoEcho = noEcho,
            Head = head is null ? default : Payload.FromJson(head),
            Content = Payload.FromString("hi"),
        }));

    [Fact]
    public void A_message_gets_the_next_number_and_is_acknowledged_with_it()
    {
        var topic = Group(Row(Team, Bob, "JRWPS")).Attached(Alice, Bob);
        var plan = Publish(topic, Bob);
        topic.Apply(plan);
        Assert.Equal(1, topic.LastSeq);
        Assert.Equal(ReplyCodes.Accepted, plan.Ctrl()!.Code);
        Assert.Equal("""{"seq":1}""", plan.Ctrl()!.Params.ToString());
        Assert.Equal(1, Assert.IsType<SaveMessage>(Assert.Single(plan.Writes)).Message.Seq);
    }

    [Fact]
    public void Without_an_id_nothing_is_acknowledged() =>
        Assert.Null(Publish(Group().Attached(Alice), Alice, id: null).Ctrl());

    [Fact]
    public void The_acknowledgement_precedes_the_echo()
    {
        var deliveries = Publish(Group().Attached(Alice), Alice).Deliveries().ToList();
        Assert.True(deliveries.FindIndex(d => d is Delivery.Reply) < deliveries.FindIndex(d => d is Delivery.Broadcast));
    }

    [Fact]
    public void Without_W_publishing_is_rejected_403()
    {
        var plan = Publish(Group(Row(Team, Bob, "JRP")).Attached(Bob), Bob);
        Assert.Equal(ReplyCodes.PermissionDenied, plan.Ctrl()!.Code);
        Assert.Empty(plan.Writes);
    }

    [Fact]
    public void A_member_may_write_to_a_channel_under_its_other_name()
    {
        var topic = Group(isChannel: true, Row(Team, Bob, "JRWPS")).Attached(Bob);
        var plan = new PublishHandler(Options).Decide(topic, Ask(Bob, Team.ChannelAddress, new PubPacket { Id = "1" }));
        Assert.Equal((202, Team.Value), (plan.Ctrl()!.Code.Number, plan.Ctrl()!.Topic));
    }

    [Fact]
    public void Without_attachment_publishing_is_rejected_409() =>
        Assert.Equal(ReplyCodes.MustAttachFirst, Publish(Group(), Alice).Ctrl()!.Code);

    [Fact]
    public void Each_side_of_a_conversation_sees_the_other_ones_name()
    {
        var topic = Conversation().Attached(Alice, Bob);
        var broadcast = Assert.Single(Publish(topic, Alice, noEcho: true).Deliveries().OfType<Delivery.Broadcast>());
        Assert.Equal(Alice.ToString(), broadcast.Packets.For(Bob, false).Topic);
        Assert.Equal(Bob.ToString(), broadcast.Packets.For(Alice, false).Topic);
        Assert.Equal(SessionOf(Alice), broadcast.Audience.SkipSession);
    }

    [Fact]
    public void Members_with_P_and_R_are_told_on_me_the_author_without_an_actor()
    {
        var topic = Group(Row(Team, Bob, "JRWPS"), Row(Team, Carol, "JRW")).Attached(Alice);
        var notice = Assert.Single(Publish(topic, Alice).Deliveries().OfType<Delivery.NotifyOnMe>()).Notice;
        var group = Assert.Single(notice.Groups);
        Assert.Equal([Alice, Bob], group.Users);
        Assert.Null(((PresPacket)group.Packets.For(Alice, false)).Actor);
        Assert.Equal(Alice.ToString(), ((PresPacket)group.Packets.For(Bob, false)).Actor);
        Assert.Equal(Team, notice.UnlessAttachedTo);
    }

    [Fact]
    public void Channel_readers_do_not_learn_who_has_written()
    {
        var broadcast = Assert.Single(Publish(Group(isChannel: true).Attached(Alice), Alice).Deliveries().OfType<Delivery.Broadcast>());
        var data = Assert.IsType<DataPacket>(broadcast.Packets.For(Bob, isReader: true));
        Assert.Null(data.From);
        Assert.Equal(Team.ChannelAddress, data.Topic);
    }

    [Fact]
    public void Other_sessions_of_an_attached_reader_are_told_without_the_author()
    {
        var topic = Group(isChannel: true).Attached(Alice);
        var attach = new TopicPlan();
        attach.Change(new Effects.LiveChange.ReaderCached(Row(Team, Bob, "JRP", isReader: true)));
        topic.Apply(attach);
        var notice = Assert.Single(Publish(topic, Alice).Deliveries().OfType<Delivery.NotifyOnMe>()).Notice;
        var group = Assert.Single(notice.Groups, g => g.Users.Contains(Bob));
        var pres = Assert.IsType<PresPacket>(group.Packets.For(Bob, isReader: false));
        Assert.Equal((Team.ChannelAddress, null), (pres.Source, pres.Actor));
    }

    [Fact]
    public void The_sender_header_is_written_by_the_server_never_by_the_client()
    {
        var topic = Group().Attached(Alice);
        var saved = (SaveMessage)Publish(topic, Alice, head: $$"""{"sender":"{{Bob}}"}""").Writes[0];
        Assert.True(saved.Message.Head.IsNull);
    }

    [Fact]
    public void A_call_in_a_group_is_refused_and_anywhere_if_calls_are_off()
    {
        Assert.Equal(501, Publish(Group().Attached(Alice), Alice, head: """{"webrtc":"started"}""").Ctrl()!.Code.Number);
        var plan = new PublishHandler(Options with { CallsEnabled = true }).Decide(Group().Attached(Alice), Ask(Alice, Team.Value, new PubPacket
        {
            Id = "1",
            Head = Payload.FromJson("""{"webrtc":"started"}"""),
        }));
        Assert.Equal(403, plan.Ctrl()!.Code.Number);
    }
}
