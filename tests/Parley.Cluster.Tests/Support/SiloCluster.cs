using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.TestingHost;
using Parley.Cluster.FrontEnds;
using Parley.Cluster.Grains;
using Parley.Cluster.Hosting;
using Parley.Cluster.Topics;
using Parley.FrontEnd.Topics;
using Parley.Protocol;
using Parley.Protocol.Names;

namespace Parley.Cluster.Tests.Support;

/// <summary>Several server processes in one: each with a silo, a front end and a router, over one "database".</summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private SiloCluster(InProcessTestCluster cluster, FakeTopics topics) => (_cluster, Topics) = (cluster, topics);

    public FakeTopics Topics { get; }

    public IReadOnlyList<Member> Members { get; private set; } = [];

    public static async Task<SiloCluster> StartAsync(
        int silos = 2, Action<ParleyClusterOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var topics = new FakeTopics();
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddParleyTopics(o =>
            {
                // Nobody waits in vain because the machine is busy.
                o.RequestDeadline = TimeSpan.FromMinutes(5);
                configure?.Invoke(o);
            });
            silo.Services.AddSingleton<ITopicRunnerFactory>(topics);
            silo.Services.AddSingleton<IPacketCodec, TestCodec>();
            silo.Services.AddSingleton<FakeFrontEnd>();
            silo.Services.AddSingleton<ILocalFrontEnd>(s => s.GetRequiredService<FakeFrontEnd>());
            silo.Services.AddSingleton<Storage.Ports.ITopicStore, FakeTopicStore>();
            silo.Services.AddSingleton(NoConfirmations.Instance);
            services?.Invoke(silo.Services);
            // Who is lost is said by the test. On a busy machine probes would take the living for dead.
            silo.Configure<ClusterMembershipOptions>(o =>
            {
                o.ProbeTimeout = TimeSpan.FromMinutes(5);
                o.TableRefreshTimeout = TimeSpan.FromSeconds(1);
            });
            silo.Services.AddLogging(l => l.SetMinimumLevel(LogLevel.Warning));
            services?.Invoke(silo.Services);
        });
        var cluster = new SiloCluster(builder.Build(), topics);
        await cluster._cluster.DeployAsync();
        cluster.Members = [.. cluster._cluster.Silos.Select(s => new Member(s))];
        foreach (var member in cluster.Members)
            await Eventually.BecomesTrueAsync(() => member.Get<FrontEndTable>().Others.Length == silos - 1);
        return cluster;
    }

    /// <summary>A process is lost; the others know when this returns, or soon.</summary>
    public async Task KillAsync(Member member)
    {
        await _cluster.KillSiloAsync(member.Silo);
        var witness = Members.First(m => m != member && m.Silo.IsActive);
        await witness.Get<IClusterMembershipService>().TryKill(member.Silo.SiloAddress);
    }

    /// <summary>One more process; it takes part when this returns, though not everybody may know of it.</summary>
    public async Task<Member> JoinAsync()
    {
        var member = new Member(await _cluster.StartAdditionalSiloAsync());
        Members = [.. Members, member];
        return member;
    }

    public async Task StopAsync(Member member) => await _cluster.StopSiloAsync(member.Silo);

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    /// <summary>One server process.</summary>
    internal sealed class Member(InProcessSiloHandle silo)
    {
        public InProcessSiloHandle Silo => silo;

        public FakeFrontEnd FrontEnd { get; } = silo.SiloHost.Services.GetRequiredService<FakeFrontEnd>();

        public ITopicRouter Router { get; } = silo.SiloHost.Services.GetRequiredService<ITopicRouter>();

        public LocalTopics Topics { get; } = silo.SiloHost.Services.GetRequiredService<LocalTopics>();

        public T Get<T>() where T : notnull => silo.SiloHost.Services.GetRequiredService<T>();

        /// <summary>Makes a topic live here.</summary>
        public Task LoadAsync(TopicName topic) => Get<IGrainFactory>().GetGrain<ITopicGrain>(topic.Value).LocateAsync();
    }
}
