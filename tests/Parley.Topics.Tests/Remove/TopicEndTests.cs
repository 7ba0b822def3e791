using Parley.Protocol.Names;
using Parley.Protocol.Routing;
using Parley.Storage.Writes;
using Parley.Topics.Effects;
using Parley.Topics.Presence;
using Parley.Topics.Remove;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Remove;

public sealed class TopicEndTests
{
    private static readonly DateTime At = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_operator_ends_a_group_and_every_member_is_told_without_a_reply(bool hard)
    {
        var topic = Group(isChannel: true, Row(Team, Bob, "N")).Attached(Alice).WithReader(Carol);
        var plan = TopicEnd.ByOperator(topic, hard, At);
        Assert.Equal(new DeleteTopic(Team, hard, At), plan.Write<DeleteTopic>());
        Assert.Equal(
            [(Alice.ToString(), Team.Value), (Bob.ToString(), Team.Value), (Carol.ToString(), Team.ChannelAddress)],
            plan.Routes().Select(r => (r.Target.Value, r.Notice.Source)));
        Assert.All(plan.Routes(), r => Assert.Equal((NoticeWhat.Gone, default(SessionId)), (r.Notice.What, r.Notice.SkipSession)));
        Assert.IsType<Delivery.DetachAll>(Assert.Single(plan.Deliveries()));
        Assert.IsType<TopicEffect.CloseTopic>(plan.Effects[^1]);
        topic.Apply(plan);
        Assert.True(topic.IsStopped);
    }

    [Fact]
    public void Of_a_conversation_each_loses_the_other()
    {
        var plan = TopicEnd.ByOperator(Conversation(), hard: false, At);
        Assert.True(plan.Write<DeleteTopic>().Hard);
        Assert.Equal(
            [(TopicName.Me(Alice), Bob.ToString()), (TopicName.Me(Bob), Alice.ToString())],
            plan.Routes().Select(r => (r.Target, r.Notice.Source)).OrderBy(r => r.Target == TopicName.Me(Alice) ? 0 : 1));
    }

    [Fact]
    public void What_does_not_exist_is_removed_only_for_good_and_nobody_is_told()
    {
        var missing = new TopicState(Team);
        Assert.Empty(TopicEnd.ByOperator(missing, hard: false, At).Writes);
        Assert.True(TopicEnd.ByOperator(missing, hard: true, At).Write<DeleteTopic>().Hard);
        Assert.Empty(TopicEnd.ByOperator(missing, hard: true, At).Routes());
    }
}
