using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Parley.Cluster.Lanes;
using Parley.Cluster.Topics;
using Parley.Protocol;
using Parley.Topics;

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
    TimeProvider time,
    ILogger<MembershipWatch> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _watching = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(MembershipWatch), ServiceLifecycleStage.RuntimeGrainServices, StartAsync, StopAsync);
        // Before the topics end: the sessions of this process are not attached anew, they are ended as well.
        lifecycle.Subscribe(nameof(RequestLanes), ServiceLifecycleStage.Last, _ => Task.CompletedTask, _ =>
        {
            requests.Stop();
            return Task.CompletedTask;
        });
    }

    public void Dispose() => _stopping.Dispose();

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _watching = Task.Run(WatchAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    // After the topics have ended.
    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await deliveries.EndAsync();
        await _stopping.CancelAsync();
        await _watching;
    }

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
        var gone = new TopicInput.ProcessGone(time.UtcMilliseconds());
        foreach (var mailbox in topics.All.Where(m => m.Name.IsMe))
            mailbox.Post(gone);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "FrontEndLost", Level = LogLevel.Warning,
            Message = "Process {Silo} is gone: its sessions are detached, topics that lived there are loaded anew.")]
        public static partial void FrontEndLost(ILogger logger, string silo);
    }
}
