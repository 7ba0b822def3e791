using Parley.Accounts;
using Parley.Cluster.Lanes;
using Parley.Cluster.Tests.Support;
using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Topics;
using Parley.Topics.Presence;

namespace Parley.Cluster.Tests.Clusters;

public sealed class NoticeTests
{
    private static readonly UserId User = new(1);
    private static readonly UserId Peer = new(2);
    private static readonly UserId Member = new(3);

    [Fact]
    public async Task Word_of_a_topic_reaches_loaded_topics_in_order_wherever_they_live_and_loads_none()
    {
        await using var cluster = await SiloCluster.StartAsync();
        var (near, far) = (cluster.Members[0], cluster.Members[1]);
        var (from, here, there, nowhere) = (TopicName.Me(User), TopicName.Me(Peer), TopicName.Me(Member), TopicName.Me(new UserId(4)));
        await near.LoadAsync(here);
        await far.LoadAsync(there);
        var lanes = near.Get<TopicLanes>();
        for (var n = 1; n <= 2_000; n++)
        {
            foreach (var target in new[] { here, there, nowhere })
                lanes.Tell(target, new TopicNotice(from, $"{n}", NoticeWhat.On));
        }
        await Eventually.BecomesTrueAsync(() => cluster.Topics.Handled.Count == 4_000);
        foreach (var target in new[] { here, there })
        {
            var told = cluster.Topics.Handled.Where(h => h.Topic == target).Select(h => ((TopicInput.Notice)h.Input).Told.Source);
            Assert.Equal(Enumerable.Range(1, 2_000).Select(n => $"{n}"), told);
        }
        Assert.Equal(2, cluster.Topics.Lives.Count);
    }

    [Fact]
    public async Task A_deleted_account_is_known_everywhere_when_the_telling_completes()
    {
        await using var cluster = await SiloCluster.StartAsync();
        var (near, far) = (cluster.Members[0], cluster.Members[1]);
        var group = TopicName.Group(new UserId(9));
        TopicName[] stop = [TopicName.Me(User), TopicName.Find(User), TopicName.Self(User), TopicName.P2P(User, Peer), group];
        TopicName[] told = [TopicName.Me(Peer), TopicName.Me(Member)];
        var bystander = TopicName.P2P(Peer, Member);
        foreach (var (index, topic) in stop.Concat(told).Append(bystander).Index())
            await (index % 2 == 0 ? near : far).LoadAsync(topic);
        var acting = far.FrontEnd.NewSession();

        await near.Get<IAccountNotices>().UserDeletedAsync(
            new UserDeletion(User, true, acting, [Peer], [(group, [Member])]), TestContext.Current.CancellationToken);

        var handled = cluster.Topics.Handled.ToLookup(h => h.Topic, h => h.Input);
        Assert.All(stop, t => Assert.IsType<TopicInput.AccountGone>(Assert.Single(handled[t])));
        Assert.Empty(handled[bystander]);
        await Eventually.BecomesTrueAsync(() => told.All(t => cluster.Topics.Handled.Any(h => h.Topic == t)));
        Assert.Equal(User.ToString(), Gone(told[0]).Source);
        Assert.Equal(group.Value, Gone(told[1]).Source);
        Assert.All(cluster.Members, m => Assert.Equal((User, acting), Assert.Single(m.FrontEnd.Ended)));

        TopicNotice Gone(TopicName topic)
        {
            var notice = Assert.IsType<TopicInput.Notice>(Assert.Single(cluster.Topics.Handled, h => h.Topic == topic).Input);
            Assert.Equal(NoticeWhat.Gone, notice.Told.What);
            return notice.Told;
        }
    }

    [Fact]
    public async Task A_suspended_account_makes_its_topics_read_only_and_ends_its_sessions()
    {
        await using var cluster = await SiloCluster.StartAsync();
        var (near, far) = (cluster.Members[0], cluster.Members[1]);
        TopicName[] topics = [TopicName.P2P(User, Peer), TopicName.Group(User)];
        await near.LoadAsync(topics[0]);
        await far.LoadAsync(topics[1]);
        var notices = near.Get<IAccountNotices>();

        await notices.UserStateChangedAsync(User, ObjectState.Suspended, TestContext.Current.CancellationToken);
        await notices.UserStateChangedAsync(User, ObjectState.Ok, TestContext.Current.CancellationToken);

        foreach (var topic in topics)
        {
            var states = cluster.Topics.Handled.Where(h => h.Topic == topic).Select(h => ((TopicInput.AccountSuspended)h.Input).IsSuspended);
            Assert.Equal([true, false], states);
        }
        Assert.All(cluster.Members, m => Assert.Single(m.FrontEnd.Ended));
    }

    [Fact]
    public async Task Other_tags_are_told_to_the_users_own_topic_where_it_lives_and_end_no_session()
    {
        await using var cluster = await SiloCluster.StartAsync();
        var (near, far) = (cluster.Members[0], cluster.Members[1]);
        await far.LoadAsync(TopicName.Me(User));
        await near.LoadAsync(TopicName.Me(Peer));

        await near.Get<IAccountNotices>().UserTagsChangedAsync(User, TestContext.Current.CancellationToken);

        var (topic, input) = Assert.Single(cluster.Topics.Handled);
        Assert.Equal(TopicName.Me(User), topic);
        Assert.IsType<TopicInput.TagsChanged>(input);
        Assert.All(cluster.Members, m => Assert.Empty(m.FrontEnd.Ended));
    }
}
