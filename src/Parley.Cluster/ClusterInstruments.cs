using System.Diagnostics.Metrics;

namespace Parley.Cluster;

/// <summary>What is measured of the topics of this process.</summary>
public sealed class ClusterInstruments : IDisposable
{
    public const string MeterName = "Parley.Cluster";

    private readonly Meter _meter = new(MeterName);
    private readonly UpDownCounter<long> _topicsLive;
    private readonly Counter<long> _topics;

    public ClusterInstruments()
    {
        _topicsLive = _meter.CreateUpDownCounter<long>("parley.topics.live", "{topic}", "Topics loaded at this moment.");
        _topics = _meter.CreateCounter<long>("parley.topics", "{topic}", "Topics that were loaded.");
    }

    public void TopicLoaded()
    {
        _topics.Add(1);
        _topicsLive.Add(1);
    }

    public void TopicUnloaded() => _topicsLive.Add(-1);

    public void Dispose() => _meter.Dispose();
}
