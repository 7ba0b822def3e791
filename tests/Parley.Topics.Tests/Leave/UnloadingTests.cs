using Parley.Protocol.Names;
using Parley.Topics.Effects;
using Parley.Topics.Leave;
using Parley.Topics.Presence;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Leave;

/// <summary>Who hears that a topic goes out of memory.</summary>
public sealed class UnloadingTests
{
    private static IReadOnlyList<TopicEffect.RouteToTopics> Told(TopicState topic)
    {
        var plan = Unloading.Plan(topic);
        Assert.Contains(new TopicEffect.CloseTopic(), plan.Effects);
        topic.Apply(plan);
        Assert.True(topic.IsStopped);
        return [.. plan.Effects.OfType<TopicEffect.RouteToTopics>()];
    }

    private static TopicState Announced(TopicState topic)
    {
        var plan = new TopicPlan();
        plan.Change(new LiveChange.Announced(true));
        topic.Apply(plan);
        return topic;
    }

    [Fact]
    public void Of_me_all_contacts_but_channels_with_the_user_agent_that_was_used_since()
    {
        var me = Me(
            new Contact(Bob.ToString(), IsEnabled: true, IsOnline: true),
            new Contact(Team.Value, IsEnabled: true, IsOnline: false),
            new Contact(Team.ChannelAddress, IsEnabled: true, IsOnline: false));
        var told = Assert.Single(Told(me));
        Assert.Equal([TopicName.Me(Bob), Team], told.Targets);
        Assert.Equal((NoticeWhat.Off, null), (told.Notice.What, told.Notice.UserAgent));

        var used = Me(new Contact(Bob.ToString(), IsEnabled: true, IsOnline: true));
        var plan = new TopicPlan();
        plan.Change(new LiveChange.UserAgents("first", "second"));
        used.Apply(plan);
        Assert.Equal("second", Assert.Single(Told(used)).Notice.UserAgent);
    }

    [Fact]
    public void Of_a_group_members_who_follow_it()
    {
        var told = Assert.Single(Told(Announced(Group(Row(Team, Bob, "JRWPS"), Row(Team, Carol, "JRW")))));
        Assert.Equal([TopicName.Me(Alice), TopicName.Me(Bob)], told.Targets);
        Assert.Equal((NoticeWhat.Off, Team.Value), (told.Notice.What, told.Notice.Source));
    }

    [Fact]
    public void Of_what_has_not_said_that_it_is_online_and_of_a_conversation_nobody()
    {
        Assert.Empty(Told(Group(Row(Team, Bob, "JRWPS"))));
        Assert.Empty(Told(Conversation()));
    }
}
