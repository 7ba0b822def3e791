using System.Diagnostics.Metrics;
using Parley.Storage.Writes;

namespace Parley.Topics;

/// <summary>What is measured of the work of topics.</summary>
public sealed class TopicInstruments : IDisposable
{
    public const string MeterName = "Parley.Topics";

    private static readonly KeyValuePair<string, object?> Stored = new("outcome", "stored");
    private static readonly KeyValuePair<string, object?> Failed = new("outcome", "failed");

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _publishes;
    private readonly Counter<long> _commits;
    private readonly Histogram<double> _commitDuration;

    public TopicInstruments()
    {
        _publishes = _meter.CreateCounter<long>("parley.publishes", "{message}", "Messages that were stored.");
        _commits = _meter.CreateCounter<long>("parley.commits", "{commit}", "Runs of plans of one topic given to the database.");
        _commitDuration = _meter.CreateHistogram<double>("parley.commit.duration", "ms", "From giving a run to the database to its answer.");
    }

    /// <summary>A run of plans has come back from the database.</summary>
    /// <param name="stored">Those units of it that are stored.</param>
    internal void Committed(ReadOnlySpan<WriteUnit> stored, bool isComplete, TimeSpan duration)
    {
        _commits.Add(1, isComplete ? Stored : Failed);
        _commitDuration.Record(duration.TotalMilliseconds);
        if (!_publishes.Enabled)
            return;
        var messages = 0;
        foreach (var unit in stored)
            messages += unit.Writes.Count(write => write is SaveMessage);
        _publishes.Add(messages);
    }

    public void Dispose() => _meter.Dispose();
}
