using Parley.Cluster.Tests.Support;
using Parley.FrontEnd.Topics;
using Parley.Protocol.Names;

namespace Parley.Cluster.Tests.Clusters;

public sealed class LossTests
{
    private const int Topics = 20;

    [Fact]
    public async Task A_killed_process_is_not_noticed_by_sessions_of_others()
    {
        await using var cluster = await SiloCluster.StartAsync(3);
        await LoseAsync(cluster, cluster.KillAsync);
    }

    [Fact]
    public async Task A_process_that_leaves_is_not_noticed_by_sessions_of_others()
    {
        await using var cluster = await SiloCluster.StartAsync(3);
        await LoseAsync(cluster, cluster.StopAsync);
    }

    [Fact]
    public async Task Sessions_of_a_killed_process_are_detached()
    {
        await using var cluster = await SiloCluster.StartAsync();
        var (stays, dies) = (cluster.Members[0], cluster.Members[1]);
        var topic = TopicName.Group(new UserId(7));
        await stays.LoadAsync(topic);
        var lost = dies.FrontEnd.NewSession();
        dies.Router.Post(topic, dies.FrontEnd.Sub(topic, lost));
        await Eventually.BecomesTrueAsync(() => dies.FrontEnd.IsSessionAttached(topic, lost));

        await cluster.KillAsync(dies);

        await Eventually.BecomesTrueAsync(() => cluster.Topics.Handled.Any(
            h => h.Topic == topic && h.Input is Parley.Topics.TopicInput.FrontEndGone gone && gone.FrontEnd == dies.FrontEnd.Id));
    }

    // Sessions on two processes talk in topics that live on a third, which goes away while they do.
    private static async Task LoseAsync(SiloCluster cluster, Func<SiloCluster.Member, Task> loseAsync)
    {
        var (one, two, goes) = (cluster.Members[0], cluster.Members[1], cluster.Members[2]);
        var names = Enumerable.Range(1, Topics).Select(i => TopicName.Group(new UserId((ulong)i))).ToArray();
        var writers = names.Select(_ => one.FrontEnd.NewSession()).ToArray();
        var readers = names.Select(_ => two.FrontEnd.NewSession()).ToArray();
        for (var i = 0; i < Topics; i++)
        {
            await goes.LoadAsync(names[i]);
            one.Router.Post(names[i], one.FrontEnd.Sub(names[i], writers[i]));
            two.Router.Post(names[i], two.FrontEnd.Sub(names[i], readers[i]));
        }
        await Eventually.BecomesTrueAsync(() => names.All(t => one.FrontEnd.IsAttached(t) && two.FrontEnd.IsAttached(t)));
        Assert.Equal(Topics, goes.Topics.All.Count);

        using var enough = new CancellationTokenSource();
        var posted = new int[Topics];
        var load = Enumerable.Range(0, Topics).Select(i => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                if (one.Router.Post(names[i], one.FrontEnd.Pub(names[i], writers[i], posted[i] + 1)) == RouteOutcome.Accepted)
                    posted[i]++;
                await Task.Delay(2, CancellationToken.None);
            }
        })).ToArray();
        await Eventually.BecomesTrueAsync(() => names.All(t => cluster.Topics.Stored(t).Length > 20));

        await loseAsync(goes);

        var before = names.Select(t => cluster.Topics.Stored(t).Length).ToArray();
        // Every reader is served again, by new lives of the topics, while the writers never stopped.
        await Eventually.BecomesTrueAsync(
            () => Enumerable.Range(0, Topics).All(i => two.FrontEnd.Data(names[i], readers[i]).LastOrDefault() > before[i] + 20),
            () => string.Join(' ', names.Select((t, i) => $"{before[i]}→{two.FrontEnd.Data(t, readers[i]).LastOrDefault()}")));
        await enough.CancelAsync();
        await Task.WhenAll(load);

        // What is stored reaches everybody, each message once and in order, across the loss.
        for (var i = 0; i < Topics; i++)
        {
            var (topic, reader, writer) = (names[i], readers[i], writers[i]);
            await Eventually.BecomesTrueAsync(
                () => two.FrontEnd.DataCount(topic, reader) == cluster.Topics.Stored(topic).Length
                    && one.FrontEnd.DataCount(topic, writer) == cluster.Topics.Stored(topic).Length,
                () => $"stored {cluster.Topics.Stored(topic).Length}, reader {Gaps(two.FrontEnd.Data(topic, reader))}, "
                    + $"writer {Gaps(one.FrontEnd.Data(topic, writer))}");
            // Some may have been under way still when the writers stopped.
            var (read, written) = (two.FrontEnd.Data(topic, reader), one.FrontEnd.Data(topic, writer));
            Assert.Equal(Enumerable.Range(1, read.Count), read);
            Assert.Equal(Enumerable.Range(1, written.Count), written);
        }
        Assert.Empty(one.FrontEnd.Faults);
        Assert.Empty(two.FrontEnd.Faults);
    }

    private static string Gaps(List<int> seqs) => string.Join(' ', seqs.Where((s, i) => s != (i == 0 ? 1 : seqs[i - 1] + 1)).Prepend(seqs.Count));
}
