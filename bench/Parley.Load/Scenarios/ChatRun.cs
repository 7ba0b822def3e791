using Parley.Load.Measuring;

namespace Parley.Load.Scenarios;

/// <summary>Warms up, measures and drains sessions that publish and receive.</summary>
/// <param name="works">All sessions.</param>
/// <param name="deliveriesExpected">Deliveries that must follow from what was accepted, null when that is unknown.</param>
internal sealed class ChatRun(IReadOnlyList<ChatWork> works, Func<IReadOnlyList<ChatWork>, long>? deliveriesExpected)
{
    /// <summary>When nothing has arrived for so long, nothing more will.</summary>
    private static readonly TimeSpan StallMax = TimeSpan.FromSeconds(5);

    private readonly Publisher[] _publishers = [.. works.Select(work => work.Publisher).OfType<Publisher>()];

    public async Task RunAsync(RunContext context, LatencyRecorder[] recorders, CancellationToken token)
    {
        var window = new MeasuredWindow(context, recorders);
        foreach (var publisher in _publishers) publisher.Start();
        if (_publishers.Length == 0) await FirstDeliveryAsync(token);
        var counts = await window.RunAsync(() => [Accepted(), Delivered()], token);
        foreach (var publisher in _publishers) publisher.Stop();
        await DrainAsync(context);

        if (_publishers.Length > 0) context.Report.AddRate("publishes", "publishes", counts[0], window.Span, context.Meter);
        context.Report.AddRate("deliveries", "deliveries", counts[1], window.Span, context.Meter);
        context.Report.AddLoad(window.Span, context.Meter);
    }

    private long Accepted() => _publishers.Sum(publisher => publisher.AcceptedCount);

    private long Delivered()
    {
        long sum = 0;
        foreach (var work in works) sum += work.Deliveries.Count;
        return sum;
    }

    /// <summary>A run that only listens starts with the publishers of another process.</summary>
    private async Task FirstDeliveryAsync(CancellationToken token)
    {
        await Console.Error.WriteLineAsync("listening; waiting for the first message");
        while (Delivered() == 0) await Task.Delay(5, token);
    }

    private async Task DrainAsync(RunContext context)
    {
        var deadline = DateTime.UtcNow + context.Options.Timeout;
        var (moved, movedAt) = (-1L, DateTime.UtcNow);
        while (!IsDrained() && DateTime.UtcNow < deadline && DateTime.UtcNow - movedAt < StallMax)
        {
            await Task.Delay(20, CancellationToken.None);
            if (moved == Accepted() + Delivered()) continue;
            (moved, movedAt) = (Accepted() + Delivered(), DateTime.UtcNow);
        }

        context.Errors.Add("{pub} without a reply", _publishers.Sum(publisher => (long)publisher.UnderWay));
        if (deliveriesExpected is null) return;
        var missing = deliveriesExpected(works) - Delivered();
        context.Errors.Add("accepted but not delivered", missing);
        context.Errors.Add("delivered but not accepted", -missing);
    }

    private bool IsDrained() =>
        _publishers.All(publisher => publisher.UnderWay == 0)
        && (deliveriesExpected is null || Delivered() >= deliveriesExpected(works));
}
