namespace Parley.Load.Measuring;

/// <summary>Warms up, then measures for a time: counters, CPU and latencies cover the same span.</summary>
internal sealed class MeasuredWindow(RunContext context, LatencyRecorder[] recorders)
{
    public CpuSpan Span { get; private set; }

    /// <summary>
    /// Returns by how much each counter rose within the measured time. Cancelling it shortens the time, or throws when
    /// there is none yet.
    /// </summary>
    public async Task<long[]> RunAsync(Func<long[]> counters, CancellationToken token)
    {
        await Task.Delay(TimeSpan.FromSeconds(context.Options.WarmupSeconds), token);
        foreach (var recorder in recorders) recorder.Start();
        var startCounts = counters();
        var start = context.Meter.Read();
        await Task.Delay(TimeSpan.FromSeconds(context.Options.Seconds), token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var end = context.Meter.Read();
        var endCounts = counters();
        foreach (var recorder in recorders) recorder.Stop();
        if (token.IsCancellationRequested) context.Errors.Add("interrupted");
        Span = CpuSpan.Between(start, end);
        return [.. endCounts.Zip(startCounts, (later, earlier) => later - earlier)];
    }
}
