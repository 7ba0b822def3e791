using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using Parley.Cluster.Contracts;
using Parley.Cluster.FrontEnds;
using Parley.Cluster.Hosting;
using Parley.Cluster.Lanes;
using Parley.Cluster.Routing;
using Parley.Cluster.Topics;
using Parley.Protocol.Names;

namespace Parley.Cluster.Tests.Support;

/// <summary>One process without a cluster: the others, and where topics live, are played.</summary>
internal sealed class LaneWorld : ITopicLocator, ILocalSiloDetails, IDisposable
{
    public LaneWorld(Action<ParleyClusterOptions>? configure = null, TimeProvider? time = null)
    {
        // Nobody waits in vain because the machine is busy.
        Options.RequestDeadline = TimeSpan.FromMinutes(5);
        configure?.Invoke(Options);
        Time = time ?? TimeProvider.System;
        Codec = new TestCodec();
        Services = new LaneServices(Peers, FrontEnds, this, new WireCodec(Codec), Options, Time, NullLogger<LaneServices>.Instance);
        var here = new LocalDeliveries(FrontEnd, NullLogger<LocalDeliveries>.Instance);
        Requests = new RequestLanes(Local, this, here, Services);
        Deliveries = new DeliveryLanes(Services);
        Notices = new TopicLanes(Services, Local);
        var routes = new EffectRoutes(here, FrontEnds, Deliveries, Notices, Requests, NoConfirmations.Instance);
        Mailboxes = new MailboxServices(Topics, routes, Options, Time, NullLogger<TopicMailbox>.Instance);
        Router = new GrainTopicRouter(Local, Requests, Time);
        Intake = new DeliveryIntake(Services.Codec, here, Requests);
    }

    public ParleyClusterOptions Options { get; } = new();

    public TimeProvider Time { get; }

    public FakePeers Peers { get; } = new();

    public FrontEndTable FrontEnds { get; } = new();

    public FakeFrontEnd FrontEnd { get; } = new();

    public FakeTopics Topics { get; } = new();

    public LocalTopics Local { get; } = new(new ClusterInstruments());

    public TestCodec Codec { get; }

    public LaneServices Services { get; }

    public RequestLanes Requests { get; }

    public DeliveryLanes Deliveries { get; }

    public TopicLanes Notices { get; }

    public MailboxServices Mailboxes { get; }

    public GrainTopicRouter Router { get; }

    public DeliveryIntake Intake { get; }

    public Func<TopicName, Task<TopicHome>> Locate { get; set; } = _ => Task.FromResult(new TopicHome(FakePeers.There, 1));

    public SiloAddress SiloAddress { get; } = SiloAddress.New(IPAddress.Loopback, 9, 1);

    public string Name => "here";

    public string ClusterId => "test";

    public string DnsHostName => "localhost";

    public SiloAddress GatewayAddress => SiloAddress;

    public Task<TopicHome> LocateAsync(TopicName topic) => Locate(topic);

    /// <summary>A topic that lives in this process.</summary>
    public TopicMailbox Open(TopicName topic)
    {
        var mailbox = new TopicMailbox(topic, Mailboxes, Local.Remove);
        Local.Add(mailbox);
        return mailbox;
    }

    public void Dispose() => Requests.Dispose();
}
