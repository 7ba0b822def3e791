using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Parley.Cluster.Contracts;
using Parley.Cluster.Topics;
using Parley.Protocol;
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
        Send([target], notice, at);
    }

    /// <summary>The same word to many topics: however many they are, each other process gets it once.</summary>
    public void Tell(IReadOnlyList<TopicName> targets, TopicNotice notice)
    {
        var input = new TopicInput.Notice(notice, services.Time.UtcMilliseconds());
        List<TopicName>? elsewhere = null;
        foreach (var target in targets)
        {
            if (topics.TryGet(target, out var mailbox))
                mailbox.Post(input);
            else if (!services.FrontEnds.Others.IsEmpty)
                (elsewhere ??= new List<TopicName>(targets.Count)).Add(target);
        }
        if (elsewhere is not null)
            Send(elsewhere, notice, input.At);
    }

    /// <summary>Hands what another process has sent to the topics that live here.</summary>
    public void Take(NoticeBatch batch)
    {
        foreach (var notice in batch.Notices)
        {
            var input = WireCodec.Decode(notice);
            foreach (var target in notice.Targets)
                topics.TryPost(new TopicName(target), input);
        }
    }

    public void SiloLost(SiloAddress silo)
    {
        if (_lanes.TryRemove(silo, out var lane))
            lane.End();
    }

    private void Send(IReadOnlyList<TopicName> targets, TopicNotice notice, DateTime at)
    {
        var others = services.FrontEnds.Others;
        if (others.IsEmpty)
            return;
        var wire = WireCodec.Encode(targets, notice, at);
        foreach (var silo in others)
            Lane(silo).TryAdd(wire);
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
