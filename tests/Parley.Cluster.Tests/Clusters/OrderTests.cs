using Parley.Cluster.Tests.Support;
using Parley.FrontEnd.Topics;
using Parley.Protocol.Names;

namespace Parley.Cluster.Tests.Clusters;

public sealed class OrderTests
{
    private const int Topics = 40;
    private const int Messages = 5_000;

    [Fact]
    public async Task Messages_between_processes_arrive_in_order_and_exactly_once()
    {
        await using var cluster = await SiloCluster.StartAsync();
        var (near, far) = (cluster.Members[0], cluster.Members[1]);
        var names = Enumerable.Range(1, Topics).Select(i => TopicName.Group(new UserId((ulong)i))).ToArray();
        var readers = names.Select(_ => near.FrontEnd.NewSession()).ToArray();
        var others = names.Select(_ => far.FrontEnd.NewSession()).ToArray();
        for (var i = 0; i < Topics; i++)
        {
            // Half of the topics live in the process of the sessions, half in the other one.
            await (i % 2 == 0 ? near : far).LoadAsync(names[i]);
            near.Router.Post(names[i], near.FrontEnd.Sub(names[i], readers[i]));
            far.Router.Post(names[i], far.FrontEnd.Sub(names[i], others[i]));
        }
        await Eventually.BecomesTrueAsync(() => Enumerable.Range(0, Topics).All(
            i => near.FrontEnd.IsAttached(names[i]) && far.FrontEnd.IsAttached(names[i])));

        Assert.Equal(Topics / 2, near.Topics.All.Count);
        Assert.Equal(Topics / 2, far.Topics.All.Count);

        await Parallel.ForAsync(0, Topics, TestContext.Current.CancellationToken, async (i, _) =>
        {
            for (var n = 1; n <= Messages; n++)
            {
                while (near.Router.Post(names[i], near.FrontEnd.Pub(names[i], readers[i], n)) == RouteOutcome.Overloaded)
                    await Task.Delay(1, CancellationToken.None);
            }
        });
        await Eventually.BecomesTrueAsync(
            () => Enumerable.Range(0, Topics).All(i => near.FrontEnd.DataCount(names[i], readers[i]) == Messages
                && far.FrontEnd.DataCount(names[i], others[i]) == Messages),
            () => string.Join(' ', names.Select((t, i) => near.FrontEnd.DataCount(t, readers[i]))),
            seconds: 300);

        var all = Enumerable.Range(1, Messages).ToArray();
        for (var i = 0; i < Topics; i++)
        {
            Assert.Equal(all, cluster.Topics.Stored(names[i]));
            Assert.Equal(all, near.FrontEnd.Data(names[i], readers[i]));
            Assert.Equal(all, far.FrontEnd.Data(names[i], others[i]));
            Assert.Equal(all.Select(n => $"{n}"), near.FrontEnd.Replies(names[i], readers[i]).Skip(1));
        }
        Assert.Empty(near.FrontEnd.Faults);
        Assert.Empty(far.FrontEnd.Faults);
    }

    [Fact]
    public async Task Requests_posted_while_the_topic_is_loading_keep_their_order()
    {
        await using var cluster = await SiloCluster.StartAsync();
        var member = cluster.Members[0];
        foreach (var id in Enumerable.Range(1, 50))
        {
            var topic = TopicName.Group(new UserId((ulong)id));
            var session = member.FrontEnd.NewSession();
            member.Router.Post(topic, member.FrontEnd.Sub(topic, session));
            for (var n = 1; n <= 500; n++)
                member.Router.Post(topic, member.FrontEnd.Pub(topic, session, n));
            await Eventually.BecomesTrueAsync(() => member.FrontEnd.DataCount(topic, session) == 500);
            Assert.Equal(Enumerable.Range(1, 500), cluster.Topics.Stored(topic));
        }
    }
}
