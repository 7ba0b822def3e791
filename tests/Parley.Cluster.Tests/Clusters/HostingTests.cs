using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Parley.Cluster.FrontEnds;
using Parley.Cluster.Hosting;
using Parley.Cluster.Tests.Support;
using Parley.Cluster.Topics;
using Parley.FrontEnd.Topics;
using Parley.Protocol;
using Parley.Protocol.Names;

namespace Parley.Cluster.Tests.Clusters;

public sealed class HostingTests
{
    [Fact]
    public async Task A_single_process_serves_topics_and_stops_with_everything_told()
    {
        var frontEnd = new FakeFrontEnd();
        var topics = new FakeTopics { Commit = () => Task.Delay(1) };
        using var host = Build(frontEnd, topics);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await host.StartAsync(TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper!.WriteLine($"started in {watch.ElapsedMilliseconds} ms");
        var (router, topic, session) = (host.Services.GetRequiredService<ITopicRouter>(), TopicName.System, frontEnd.NewSession());
        router.Post(topic, frontEnd.Sub(topic, session));
        for (var n = 1; n <= 100; n++)
            router.Post(topic, frontEnd.Pub(topic, session, n));
        // What a topic has taken is told, though it is not stored yet.
        await Eventually.BecomesTrueAsync(() => topics.Handled.Count == 101);
        TestContext.Current.TestOutputHelper!.WriteLine($"handled at {watch.ElapsedMilliseconds} ms");

        watch.Restart();
        await host.StopAsync(TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper!.WriteLine($"stopped in {watch.ElapsedMilliseconds} ms");

        Assert.Equal(topics.Stored(topic).Length, frontEnd.Data(topic, session).Count);
        Assert.Equal(100, topics.Stored(topic).Length);
    }

    [Fact]
    public async Task Limits_with_which_nothing_could_move_are_refused_at_the_start()
    {
        using var host = Build(new FakeFrontEnd(), new FakeTopics(), o => o.MailboxInputsMax = 0);
        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
    }

    private static IHost Build(FakeFrontEnd frontEnd, FakeTopics topics, Action<ParleyClusterOptions>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddParleyCluster(configure);
        builder.Services.AddSingleton<ITopicRunnerFactory>(topics);
        builder.Services.AddSingleton<IPacketCodec, TestCodec>();
        builder.Services.AddSingleton<ILocalFrontEnd>(frontEnd);
        builder.Services.AddSingleton<Storage.Ports.ITopicStore, FakeTopicStore>();
        builder.Services.AddSingleton(NoConfirmations.Instance);
        return builder.Build();
    }
}
