using Microsoft.Extensions.Logging;
using Parley.Cluster.Hosting;
using Parley.Cluster.Routing;

namespace Parley.Cluster.Topics;

/// <summary>What every mailbox of a process shares.</summary>
internal sealed record MailboxServices(
    ITopicRunnerFactory Runners,
    EffectRoutes Effects,
    ParleyClusterOptions Options,
    TimeProvider Time,
    ILogger<TopicMailbox> Logger);
