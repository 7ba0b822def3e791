using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Effects;
using Parley.Topics.Leave;
using Parley.Topics.Presence;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Leave;

public sealed class LeaveHandlerTests
{
    private static TopicPlan Leave(TopicState topic, UserId user, bool unsub = false, string? address = null) =>
        new LeaveHandler(Options).Run(topic, Ask(user, address ?? topic.AddressFor(user), new LeavePacket { Id = "1", Unsub = unsub }));

    private static TopicState Crowd() => Group(Row(Team, Bob, "JRWPS")).Attached(Alice, Bob);

    [Fact]
    public void Who_is_not_attached_has_not_joined()
    {
        Assert.Equal(304, Leave(Group(), Alice).Code());
        Assert.Equal(409, Leave(Group(), Alice, unsub: true).Code());
    }

    [Fact]
    public void The_last_session_of_a_member_goes_off()
    {
        var topic = Crowd();
        var plan = Leave(topic, Bob);
        Assert.Equal(200, plan.Code());
        Assert.Equal(PresWhat.Off, ((PresPacket)Assert.Single(plan.Broadcasts()).Packets.Default).What);
        topic.Apply(plan);
        Assert.Equal((false, true), (topic.IsAttached(SessionOf(Bob)), topic.Member(Bob)!.IsLive));
    }

    [Fact]
    public void In_the_name_of_another_user_nobody_leaves()
    {
        var topic = Crowd();
        var packet = new LeavePacket { Id = "1" };
        var request = Ask(Bob, Team.Value, packet);
        var plan = new LeaveHandler(Options).Run(topic, request with { Who = request.Who with { User = Alice } });
        Assert.Equal(304, plan.Code());
    }

    [Fact]
    public void The_owner_cannot_unsubscribe() => Assert.Equal(403, Leave(Crowd(), Alice, unsub: true).Code());

    [Fact]
    public void Me_and_searches_cannot_be_left_for_good()
    {
        Assert.Equal(403, Leave(Me().Attached(Alice), Alice, unsub: true).Code());
        Assert.Equal(403, Leave(Search(), Alice, unsub: true).Code());
    }

    [Fact]
    public void Unsubscribing_ends_all_sessions_of_the_user()
    {
        var topic = Crowd().Plan(p => p.Change(new LiveChange.Attached(new Attachment(SessionOf(Bob, 2), Bob, false, false, null))));
        var plan = Leave(topic, Bob, unsub: true);
        Assert.Equal(Bob, plan.Write<RemoveSubscription>().Key.User);
        var evicted = Assert.Single(plan.Deliveries().OfType<Delivery.Reply>(), r => r.Packet is CtrlPacket { Code.Number: 205 });
        Assert.Equal(SessionOf(Bob, 2), evicted.Session);
        topic.Apply(plan);
        Assert.Single(topic.Attachments);
    }

    [Fact]
    public void Under_the_other_name_of_a_channel_a_session_is_detached_and_told_404()
    {
        var topic = Group(isChannel: true, Row(Team, Bob, "JRWPS")).Attached(Bob).WithReader(Carol);
        var plan = Leave(topic, Bob, address: Team.ChannelAddress);
        Assert.Equal(404, plan.Code());
        Assert.Single(plan.Broadcasts());
        topic.Apply(plan);
        topic.Apply(Leave(topic, Carol, address: Team.Value));
        Assert.Empty(topic.Attachments);
        Assert.Empty(topic.Readers);
    }

    [Fact]
    public void An_ordinary_group_left_under_the_name_of_a_channel_is_answered_once()
    {
        var plan = Leave(Crowd(), Bob, address: Team.ChannelAddress);
        Assert.Equal("not found", plan.Ctrl()!.Code.Text);
        Assert.Contains(plan.Deliveries(), d => d is Delivery.Detach);
    }

    [Fact]
    public void Under_the_other_name_there_is_no_subscription_to_end()
    {
        var topic = Group(isChannel: true, Row(Team, Bob, "JRWPS")).Attached(Bob).WithReader(Carol);
        Assert.Equal((304, 0), (Leave(topic, Bob, true, Team.ChannelAddress).Code(), Leave(topic, Bob, true, Team.ChannelAddress).Writes.Count));
        Assert.Equal(304, Leave(topic, Carol, true, Team.Value).Code());
        Assert.Equal("not found", Leave(Crowd(), Bob, true, Team.ChannelAddress).Ctrl()!.Code.Text);
    }

    [Fact]
    public void Sharers_are_told_of_a_reader_who_unsubscribes()
    {
        var plan = Leave(Group(isChannel: true).Attached(Alice).WithReader(Carol), Carol, unsub: true, Team.ChannelAddress);
        Assert.True(plan.Write<RemoveSubscription>().Key.IsReader);
        Assert.Equal(Carol.ToString(), ((PresPacket)Assert.Single(plan.Broadcasts()).Packets.Default).Source);
        Assert.Empty(plan.Routes());
    }

    [Fact]
    public void The_last_one_to_leave_a_conversation_ends_it()
    {
        var name = TopicName.P2P(Alice, Bob);
        var talk = Conversation().Attached(Alice).Plan(p => p.Write(new RemoveSubscription(new SubscriptionKey(name, Bob), 2, Now)));
        var plan = Leave(talk, Alice, unsub: true);
        Assert.True(plan.Write<DeleteTopic>().Hard);
        Assert.IsType<TopicEffect.CloseTopic>(plan.Effects[^1]);
    }

    [Fact]
    public void Who_leaves_a_conversation_stays_a_contact_of_the_other_one()
    {
        var talk = Conversation().Attached(Alice, Bob);
        var plan = Leave(talk, Bob, unsub: true);
        Assert.Empty(plan.Writes.OfType<DeleteTopic>());
        Assert.Equal(
            [(Bob, NoticeWhat.Gone), (Alice, NoticeWhat.Off)],
            plan.Routes().Select(r => (r.Target.TryGetOwner(out var user) ? user : default, r.Notice.What)));
        talk.Apply(plan);
        Assert.False(talk.Member(Bob)!.IsLive);
    }
}
