using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Parley.Accounts;
using Parley.Cluster.Accounts;
using Parley.Cluster.Chores;
using Parley.Cluster.Contracts;
using Parley.Cluster.FrontEnds;
using Parley.Cluster.Grains;
using Parley.Cluster.Lanes;
using Parley.Cluster.Routing;
using Parley.Cluster.Topics;
using Parley.FrontEnd.Topics;
using Parley.Topics.Operator;

namespace Parley.Cluster.Hosting;

/// <summary>Adds topics and the ways to them.</summary>
public static class ClusterHostingExtensions
{
    /// <summary>
    /// Runs topics in this process, as a cluster of one. Needs <see cref="ILocalFrontEnd"/>, an <c>IPacketCodec</c> (JSON),
    /// <c>TopicServices</c> and <c>ITopicStore</c>; provides <see cref="ITopicRouter"/>, <see cref="IAccountNotices"/>
    /// and <see cref="ITopicRemoval"/>.
    /// </summary>
    public static IHostApplicationBuilder AddParleyCluster(
        this IHostApplicationBuilder builder, Action<ParleyClusterOptions>? configure = null) =>
        builder.AddParleyCluster(UseSingleProcess, configure);

    /// <summary>Runs topics in this process, as a member of the cluster that <paramref name="membership"/> describes.</summary>
    public static IHostApplicationBuilder AddParleyCluster(
        this IHostApplicationBuilder builder, Action<ISiloBuilder> membership, Action<ParleyClusterOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        // The runtime tells a lot about itself at the level at which a server tells about its own start.
        builder.Logging.AddFilter("Orleans", LogLevel.Warning).AddFilter("Microsoft.Orleans", LogLevel.Warning);
        builder.UseOrleans(silo =>
        {
            membership(silo);
            silo.AddParleyTopics(configure);
        });
        return builder;
    }

    /// <summary>The same for a silo that is configured already.</summary>
    public static ISiloBuilder AddParleyTopics(this ISiloBuilder silo, Action<ParleyClusterOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(silo);
#pragma warning disable ORLEANSEXP003 // The directory that keeps its promise of one activation while processes come and go.
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        silo.AddGrainService<PeerService>();
        AddServices(silo.Services, configure);
        return silo;
    }

    private static void AddServices(IServiceCollection services, Action<ParleyClusterOptions>? configure)
    {
        services.AddOptions<ParleyClusterOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ParleyClusterOptions>, ParleyClusterOptionsValidator>();
        services.AddSingleton(s => s.GetRequiredService<IOptions<ParleyClusterOptions>>().Value);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ITopicRunnerFactory, EngineRunnerFactory>();

        services.AddSingleton<WireCodec>();
        services.AddSingleton<LocalTopics>();
        services.AddSingleton<MailboxServices>();
        services.AddSingleton<ITopicLocator, GrainLocator>();
        services.AddSingleton<EffectRoutes>();
        services.AddSingleton<ITopicRouter, GrainTopicRouter>();

        services.AddSingleton<FrontEndTable>();
        services.AddSingleton<LocalDeliveries>();
        services.AddSingleton<IPeerClient, PeerClient>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, MembershipWatch>();

        services.AddSingleton<LaneServices>();
        services.AddSingleton<RequestLanes>();
        services.AddSingleton<RequestIntake>();
        services.AddSingleton<DeliveryLanes>();
        services.AddSingleton<DeliveryIntake>();
        services.AddSingleton<TopicLanes>();

        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ChoreClock>();

        services.AddSingleton<AccountLane>();
        services.AddSingleton<AccountChangeHandler>();
        services.AddSingleton<IAccountNotices, AccountNotices>();

        services.AddSingleton<RemovalHandler>();
        services.AddSingleton<ITopicRemoval, RemovalLane>();
    }

    private static void UseSingleProcess(ISiloBuilder silo)
    {
        silo.UseLocalhostClustering(siloPort: FreePort(), gatewayPort: 0, serviceId: "parley", clusterId: "parley");
        silo.Configure<EndpointOptions>(o => o.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, o.SiloPort));
    }

    // Nobody connects to a cluster of one, but the runtime wants an address: any, on the loopback interface only.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
