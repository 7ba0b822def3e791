using System.Diagnostics;

namespace Parley.Load.Measuring;

/// <summary>Collects latencies on all threads while a window is measured.</summary>
internal sealed class LatencyRecorder : IDisposable
{
    private static readonly double TicksPerMicrosecond = Stopwatch.Frequency / 1_000_000.0;

    private readonly ThreadLocal<LatencyHistogram> _histograms = new(() => new LatencyHistogram(), trackAllValues: true);
    private volatile bool _isOn;

    public void Start() => _isOn = true;

    public void Stop() => _isOn = false;

    /// <summary>Records the time between two stopwatch readings when a window is being measured.</summary>
    public void Add(long sentAt, long now)
    {
        if (_isOn) _histograms.Value!.Add((long)((now - sentAt) / TicksPerMicrosecond));
    }

    public LatencyHistogram Total()
    {
        var total = new LatencyHistogram();
        foreach (var histogram in _histograms.Values) total.Add(histogram);
        return total;
    }

    public void Dispose() => _histograms.Dispose();
}
