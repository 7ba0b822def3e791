using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Parley.Server.Management;

/// <summary>Adds up what the instruments of Parley measure, from its making on.</summary>
internal sealed class MeasuredValues : IDisposable
{
    private const string MeterPrefix = "Parley.";

    private static readonly double[] LatencyBounds =
    [
        1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 30, 40, 50, 65, 80, 100, 130, 160, 200, 250, 300, 400, 500, 650, 800, 1000, 2000, 5000,
        10000, 20000, 50000, 100000,
    ];

    private static readonly double[] SizeBounds =
    [
        1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864, 268435456,
        1073741824, 4294967296,
    ];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(string Instrument, string Label), StrongBox<long>> _sums = new();

    public MeasuredValues()
    {
        _listener.InstrumentPublished = Listen;
        _listener.SetMeasurementEventCallback<long>(Take);
        _listener.SetMeasurementEventCallback<double>(Take);
        _listener.Start();
    }

    /// <summary>In milliseconds.</summary>
    public MeasuredHistogram RequestLatency { get; } = new(LatencyBounds);

    /// <summary>In bytes.</summary>
    public MeasuredHistogram MessageSize { get; } = new(SizeBounds);

    /// <summary>What a counter has come to.</summary>
    /// <param name="label">One value of its label; null for all together.</param>
    public long SumOf(string instrument, string? label = null) => label is null
        ? _sums.Where(sum => sum.Key.Instrument == instrument).Sum(sum => Interlocked.Read(ref sum.Value.Value))
        : _sums.TryGetValue((instrument, label), out var one) ? Interlocked.Read(ref one.Value) : 0;

    public void Dispose() => _listener.Dispose();

    private void Listen(Instrument instrument, MeterListener listener)
    {
        if (!instrument.Meter.Name.StartsWith(MeterPrefix, StringComparison.Ordinal))
            return;
        var histogram = instrument.Name switch
        {
            "parley.request.duration" => RequestLatency,
            "parley.message.sent.size" => MessageSize,
            _ => null,
        };
        if (histogram is not null || instrument is Counter<long> or UpDownCounter<long>)
            listener.EnableMeasurementEvents(instrument, histogram);
    }

    private void Take(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? histogram)
    {
        if (histogram is MeasuredHistogram counts)
        {
            counts.Record(value);
            return;
        }
        var label = tags.IsEmpty ? "" : tags[0].Value as string ?? "";
        var sum = _sums.GetOrAdd((instrument.Name, label), static _ => new StrongBox<long>());
        Interlocked.Add(ref sum.Value, value);
    }

    private static void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? histogram) =>
        (histogram as MeasuredHistogram)?.Record(value);
}
