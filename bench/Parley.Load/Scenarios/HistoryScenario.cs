using Parley.Load.Measuring;
using Parley.Load.Sessions;

namespace Parley.Load.Scenarios;

/// <summary>Clients that ask for the last messages of a topic again and again.</summary>
internal sealed class HistoryScenario : IScenario
{
    private const int ClientsDefault = 50;
    private const int MessagesPerQuery = 4;

    public string Name => "history";

    public string Summary => "reading the last messages of a topic";

    public int ReceiveBytes => 32 * 1024;

    public async Task RunAsync(RunContext context, CancellationToken token)
    {
        var options = context.Options;
        var clients = options.Sessions ?? ClientsDefault;
        if (options.Groups > clients) throw new LoadException("more groups than clients");
        context.Report.Setting = $"last {options.Limit} of {MessagesPerQuery * options.Limit} messages of {options.SizeBytes} bytes, "
            + $"{clients} clients, {options.Groups} groups, window {options.Window}";
        await context.PrepareAccountsAsync(clients, token);
        var sessions = await SessionOpener.LogInAsync(context, clients, token);
        var topics = new string[options.Groups];
        try
        {
            for (var group = 0; group < topics.Length; group++)
            {
                topics[group] = await GroupMaker.MakeAsync(sessions[group], token);
                await FillAsync(context, sessions[group], topics[group], token);
            }

            await SessionOpener.ForEachAsync(clients, options.Parallel, "attach", async (number, inner) =>
            {
                if (number < topics.Length) return;
                await GroupMaker.JoinAsync(sessions[number], topics[number % topics.Length], options.WithPresence, inner);
            }, token);
            await MeasureAsync(context, sessions, topics, token);
        }
        finally
        {
            for (var group = 0; group < topics.Length; group++)
                await GroupMaker.DeleteAsync(sessions[group], topics[group], context.Errors);
        }
    }

    private static async Task FillAsync(RunContext context, LoadSession session, string topic, CancellationToken token)
    {
        var content = new string('x', context.Options.SizeBytes);
        for (var i = 0; i < MessagesPerQuery * context.Options.Limit; i++)
            await session.DemandAsync("pub", $"\"topic\":\"{topic}\",\"noecho\":true,\"content\":\"{content}\"", token);
    }

    private static async Task MeasureAsync(RunContext context, LoadSession[] sessions, string[] topics, CancellationToken token)
    {
        var options = context.Options;
        using var latency = new LatencyRecorder();
        var works = new HistoryWork[sessions.Length];
        for (var i = 0; i < sessions.Length; i++)
        {
            works[i] = new HistoryWork(sessions[i], topics[i % topics.Length], options.Limit, latency, context.Errors);
            sessions[i].Work = works[i];
        }

        var window = new MeasuredWindow(context, [latency]);
        foreach (var work in works) work.Start(options.Window);
        var counts = await window.RunAsync(() => [works.Sum(work => work.QueryCount)], token);
        foreach (var work in works) work.Stop();
        var deadline = DateTime.UtcNow + options.Timeout;
        while (works.Any(work => work.UnderWay > 0) && DateTime.UtcNow < deadline) await Task.Delay(20, CancellationToken.None);
        context.Errors.Add("{get} without a reply", works.Sum(work => (long)work.UnderWay));

        context.Report.AddRate("queries", "queries", counts[0], window.Span, context.Meter);
        context.Report.AddLoad(window.Span, context.Meter);
        context.Report.AddLatency("query", "query", latency.Total());
    }
}
