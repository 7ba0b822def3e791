using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Effects;
using Parley.Topics.Presence;
using Parley.Topics.Remove;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Remove;

public sealed class DelTopicHandlerTests
{
    private static TopicPlan Delete(TopicState topic, UserId user, bool hard = false, RowsByHand? rows = null, string? address = null) =>
        new DelTopicHandler().Run(topic, Ask(user, address ?? topic.AddressFor(user), new DelPacket { Id = "1", What = DelWhat.Topic, Hard = hard }), rows);

    private static TopicState Online(TopicState topic) => topic.Plan(p => p.Change(new LiveChange.Announced(true)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_owner_deletes_a_group_as_hard_as_it_says(bool hard)
    {
        var topic = Online(Group(isChannel: true, Row(Team, Bob, "N"))).Attached(Alice).WithReader(Carol);
        var plan = Delete(topic, Alice, hard);
        Assert.Equal(hard, plan.Write<DeleteTopic>().Hard);
        Assert.Equal(200, plan.Code());
        Assert.Equal(
            [(Alice.ToString(), Team.Value), (Bob.ToString(), Team.Value), (Carol.ToString(), Team.ChannelAddress)],
            plan.Routes().Select(r => (r.Target.Value, r.Notice.Source)));
        Assert.All(plan.Routes(), r => Assert.Equal((NoticeWhat.Gone, default(SessionId)), (r.Notice.What, r.Notice.SkipSession)));
        Assert.IsType<Delivery.Reply>(plan.Deliveries().First());
        Assert.IsType<Delivery.DetachAll>(plan.Deliveries().Last());
        Assert.IsType<TopicEffect.CloseTopic>(plan.Effects[^1]);
        topic.Apply(plan);
        Assert.True(topic.IsStopped);
    }

    [Fact]
    public void Of_a_group_that_was_offline_the_requesting_session_is_not_told() =>
        Assert.All(Delete(Group(Row(Team, Bob, "JRW")), Alice).Routes(), r => Assert.Equal(SessionOf(Alice), r.Notice.SkipSession));

    [Fact]
    public void Own_notes_are_always_deleted_for_good_and_nobody_is_told()
    {
        var plan = Delete(OwnNotes(), Alice);
        Assert.True(plan.Write<DeleteTopic>().Hard);
        Assert.Empty(plan.Routes());
        Assert.Equal(200, plan.Code());
    }

    [Fact]
    public void Who_does_not_own_the_group_leaves_it_for_good_without_being_attached()
    {
        var plan = Delete(Group(Row(Team, Bob, "JRWPS")), Bob, hard: true);
        Assert.Equal(Bob, plan.Write<RemoveSubscription>().Key.User);
        Assert.Empty(plan.Writes.OfType<DeleteTopic>());
        Assert.Equal(200, plan.Code());
    }

    [Fact]
    public void One_of_two_users_leaves_and_the_last_one_ends_the_conversation_for_good()
    {
        var topic = Conversation().Attached(Bob);
        var first = Delete(topic, Alice);
        Assert.Empty(first.Writes.OfType<DeleteTopic>());
        topic.Apply(first);
        // Whoever has left cannot take the history from the one who stays.
        Assert.Equal(304, Delete(topic, Alice).Code());
        var last = Delete(topic, Bob);
        Assert.True(last.Write<DeleteTopic>().Hard);
        Assert.Equal(200, last.Code());
        Assert.Empty(last.Routes());
    }

    [Fact]
    public void The_last_of_a_conversation_in_which_nobody_is_tells_its_other_sessions_that_it_is_gone()
    {
        var topic = Conversation();
        topic.Apply(Delete(topic, Alice));
        var told = Assert.Single(Delete(topic, Bob).Routes());
        Assert.Equal((TopicName.Me(Bob), Alice.ToString(), SessionOf(Bob)), (told.Target, told.Notice.Source, told.Notice.SkipSession));
        Assert.Equal(NoticeWhat.Gone, told.Notice.What);
    }

    [Fact]
    public void A_channel_reader_ends_its_own_subscription_attached_or_not()
    {
        var rows = new RowsByHand { SubscriptionRows = { Row(Team, Carol, "JRP", isReader: true) } };
        var plan = Delete(Group(isChannel: true), Carol, rows: rows, address: Team.ChannelAddress);
        Assert.Equal((Carol, true), (plan.Write<RemoveSubscription>().Key.User, plan.Write<RemoveSubscription>().Key.IsReader));
        Assert.Equal(200, plan.Code());
        var told = Assert.Single(plan.Routes());
        Assert.Equal((TopicName.Me(Carol), NoticeWhat.Gone, Team.ChannelAddress), (told.Target, told.Notice.What, told.Notice.Source));
        var attached = Delete(Group(isChannel: true).WithReader(Carol), Carol, address: Team.ChannelAddress);
        Assert.True(attached.Write<RemoveSubscription>().Key.IsReader);
        Assert.Empty(attached.Routes());
        Assert.Equal(304, Delete(Group(isChannel: true), Carol, address: Team.ChannelAddress).Code());
    }

    [Fact]
    public void The_owner_of_a_channel_does_not_delete_it_under_its_other_name() =>
        Assert.Equal(304, Delete(Group(isChannel: true), Alice, address: Team.ChannelAddress).Code());

    [Fact]
    public void Where_there_is_nothing_nothing_is_done()
    {
        Assert.Equal(304, Delete(new TopicState(Team), Alice).Code());
        Assert.Equal(304, Delete(new TopicState(TopicName.P2P(Alice, Bob)), Alice).Code());
        Assert.Equal(304, Delete(Group(), Bob).Code());
    }

    [Fact]
    public void Me_and_fnd_cannot_be_deleted()
    {
        Assert.Equal(403, Delete(Me().Attached(Alice), Alice).Code());
        Assert.Equal(403, Delete(Search(), Alice).Code());
    }
}
