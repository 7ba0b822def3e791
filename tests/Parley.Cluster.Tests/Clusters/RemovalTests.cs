using Parley.Cluster.Tests.Support;
using Parley.Protocol.Names;
using Parley.Topics;
using Parley.Topics.Operator;

namespace Parley.Cluster.Tests.Clusters;

public sealed class RemovalTests
{
    [Fact]
    public async Task The_operator_deletes_a_topic_wherever_it_lives_and_loads_it_if_nowhere()
    {
        await using var cluster = await SiloCluster.StartAsync();
        var (near, far) = (cluster.Members[0], cluster.Members[1]);
        var topics = Enumerable.Range(1, 3).Select(n => TopicName.Group(new UserId((ulong)n))).ToArray();
        await near.LoadAsync(topics[0]);
        await far.LoadAsync(topics[1]);

        foreach (var topic in topics)
            await near.Get<ITopicRemoval>().RemoveAsync(topic, hard: true, TestContext.Current.CancellationToken);

        foreach (var topic in topics)
        {
            var handled = cluster.Topics.Handled.Where(h => h.Topic == topic).Select(h => h.Input);
            Assert.True(Assert.IsType<TopicInput.Removal>(Assert.Single(handled)).Hard);
        }
    }
}
