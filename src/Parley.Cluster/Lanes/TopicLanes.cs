using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Parley.Cluster.Contracts;
using Parley.Cluster.Topics;
using Parley.Protocol.Names;
using Parley.Topics;
using Parley.Topics.Presence;

namespace Parley.Cluster.Lanes;

/// <summary>
/// Word of topics to topics: the presence exchange. In order for one source and one destination, waited for by nobody, and only to
/// topics that are loaded: presence never loads one. Who does not live here may live in any other process, so each of them gets it
/// in one batch and looks for itself.
/// </summary>
internal sealed partial class TopicLanes(LaneServices services, LocalTopics topics)
{
    private readonly ConcurrentDictionary<SiloAddress, BatchLane<WireNotice>> _lanes = new();

    public void Tell(TopicName target, TopicNotice notice)
    {
        var at = services.Time.UtcMilliseconds();
        if (topics.TryGet(target, out var mailbox))
        {
            mailbox.Post(new TopicInput.Notice(notice, at));
            return;
        }
        var others = services.FrontEnds.Others;
        if (others.IsEmpty)
            return;
        var wire = WireCodec.Encode(target, notice, at);
        foreach (var silo in others)
            Lane(silo).TryAdd(wire);
    }

    /// <summary>Hands what another process has sent to the topics that live here.</summary>
    public void Take(NoticeBatch batch)
    {
        foreach (var notice in batch.Notices)
            topics.TryPost(new TopicName(notice.Target), WireCodec.Decode(notice));
    }

    public void SiloLost(SiloAddress silo)
    {
        if (_lanes.TryRemove(silo, out var lane))
            lane.End();
    }

    private BatchLane<WireNotice> Lane(SiloAddress silo) => _lanes.GetOrAdd(
        silo,
        static (silo, lanes) => new BatchLane<WireNotice>(
            lanes.Options.TopicLaneNoticesMax, lanes.Options.BatchItemsMax, notices => lanes.SendAsync(silo, notices)),
        this);

    private Hosting.ParleyClusterOptions Options => services.Options;

    private async ValueTask SendAsync(SiloAddress silo, List<WireNotice> notices)
    {
        try
        {
            await services.Peers.At(silo).NotifyAsync(new NoticeBatch { Notices = [.. notices] })
                .WaitAsync(services.Options.CallTimeout, services.Time);
        }
#pragma warning disable CA1031 // Presence is told as well as it can be.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.NoticesLost(services.Logger, exception, notices.Count, silo);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "NoticesLost", Level = LogLevel.Information, Message = "{Count} notices to {Silo} may be lost.")]
        public static partial void NoticesLost(ILogger logger, Exception exception, int count, SiloAddress silo);
    }
}
