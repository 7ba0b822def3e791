using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Parley.Cluster.Lanes;
using Parley.Cluster.Topics;

namespace Parley.Cluster.FrontEnds;

/// <summary>
/// Follows who belongs to the cluster. When a process is lost, its sessions are detached from the topics here, and the sessions here are
/// attached anew to the topics that lived there.
/// </summary>
internal sealed partial class MembershipWatch(
    IClusterMembershipService membership,
    ILocalSiloDetails local,
    FrontEndTable table,
    LocalTopics topics,
    RequestLanes requests,
    DeliveryLanes deliveries,
    TopicLanes notices,
    ILogger<MembershipWatch> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _watching = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(MembershipWatch),
        ServiceLifecycleStage.RuntimeGrainServices,
        _ =>
        {
            _watching = Task.Run(WatchAsync, CancellationToken.None);
            return Task.CompletedTask;
        },
        async _ =>
        {
            await _stopping.CancelAsync();
            await _watching;
        });

    public void Dispose() => _stopping.Dispose();

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(_stopping.Token))
                Take(snapshot.Members);
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    private void Take(ImmutableDictionary<SiloAddress, ClusterMember> members)
    {
        var others = members.Values
            .Where(m => m.Status is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping)
            .Select(m => m.SiloAddress)
            .Where(s => !s.Equals(local.SiloAddress));
        var dead = members.Values.Where(m => m.Status == SiloStatus.Dead).Select(m => m.SiloAddress);
        foreach (var silo in table.Update(others, dead))
            Lose(silo);
    }

    private void Lose(SiloAddress silo)
    {
        deliveries.SiloLost(silo);
        notices.SiloLost(silo);
        var frontEnds = table.Remove(silo);
        if (frontEnds.Count > 0)
            Log.FrontEndLost(logger, silo.ToString());
        foreach (var frontEnd in frontEnds)
        {
            foreach (var mailbox in topics.All)
                mailbox.FrontEndLost(frontEnd);
        }
        requests.SiloLost(silo);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "FrontEndLost", Level = LogLevel.Warning,
            Message = "Process {Silo} is gone: its sessions are detached, topics that lived there are loaded anew.")]
        public static partial void FrontEndLost(ILogger logger, string silo);
    }
}
