using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Parley.Cluster.Contracts;
using Parley.Cluster.FrontEnds;
using Parley.Cluster.Topics;
using Parley.Protocol.Names;

namespace Parley.Cluster.Lanes;

/// <summary>The request lanes of this process: one for each topic that is being loaded, or lives elsewhere and has sessions here.</summary>
internal sealed class RequestLanes : IDisposable
{
    private readonly ConcurrentDictionary<TopicName, RequestLane> _lanes = new();
    private readonly LaneServices _services;
    private readonly ILocalFrontEnd _frontEnd;
    private readonly ITimer _sweeps;
    private int _count;
    private long _sequence;

    public RequestLanes(LocalTopics topics, ITopicLocator locator, ILocalFrontEnd frontEnd, LaneServices services)
    {
        (Topics, Locator, _frontEnd, _services) = (topics, locator, frontEnd, services);
        var interval = services.Options.SweepInterval;
        _sweeps = services.Time.CreateTimer(static lanes => ((RequestLanes)lanes!).Sweep(), this, interval, interval);
    }

    public LocalTopics Topics { get; }

    public ITopicLocator Locator { get; }

    /// <summary>The process leaves: nothing is sent any more.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Grows over all lanes, so that no two batches of this process to one topic have the same number.</summary>
    public long NextSequence() => Interlocked.Increment(ref _sequence);

    public bool TryGet(TopicName topic, [NotNullWhen(true)] out RequestLane? lane)
    {
        lane = null;
        // Where every topic lives in this process the table is empty, and a publish should not pay for looking into it.
        return Volatile.Read(ref _count) != 0 && _lanes.TryGetValue(topic, out lane);
    }

    public RequestLane Open(TopicName topic)
    {
        while (true)
        {
            if (_lanes.TryGetValue(topic, out var lane))
                return lane;
            // Counted before it can be found, so that nobody overlooks it.
            Interlocked.Increment(ref _count);
            lane = new RequestLane(topic, this, _services, _frontEnd);
            if (_lanes.TryAdd(topic, lane))
                return lane;
            Interlocked.Decrement(ref _count);
        }
    }

    public void Remove(RequestLane lane)
    {
        if (_lanes.TryRemove(KeyValuePair.Create(lane.Topic, lane)))
            Interlocked.Decrement(ref _count);
    }

    /// <summary>Attaches the sessions here anew to a topic that has moved.</summary>
    public void Resume(TopicName topic)
    {
        while (!IsStopped && !Open(topic).TryResume())
        {
        }
    }

    /// <summary>True if what this life of a topic delivers is wanted here. If it attaches a session, it is remembered where it lives.</summary>
    public bool IsCurrent(TopicName topic, TopicHome home, bool attaches)
    {
        while (true)
        {
            if (!TryGet(topic, out var lane))
            {
                // It lives here now: what comes from elsewhere is of an earlier life.
                if (Topics.TryGet(topic, out _))
                    return false;
                if (!attaches)
                    return true;
                lane = Open(topic);
            }
            if (lane.IsCurrent(home) is { } isCurrent)
                return isCurrent;
        }
    }

    public void SiloLost(SiloAddress silo)
    {
        foreach (var lane in _lanes.Values)
            lane.SiloLost(silo);
    }

    public void Stop() => IsStopped = true;

    public void Dispose()
    {
        Stop();
        _sweeps.Dispose();
    }

    private void Sweep()
    {
        foreach (var lane in _lanes.Values)
            lane.Sweep();
    }
}
