using Parley.Load.Measuring;
using Parley.Load.Sessions;

namespace Parley.Load.Scenarios;

/// <summary>
/// Pairs of users, both attached to their conversation; one of each pair publishes. Each publish is stored,
/// acknowledged and delivered to two sessions.
/// </summary>
internal sealed class P2PScenario : IScenario
{
    public string Name => "p2p";

    public string Summary => "durable one-to-one publishing, closed loop";

    public int ReceiveBytes => 16 * 1024;

    public async Task RunAsync(RunContext context, CancellationToken token)
    {
        var options = context.Options;
        if (options.SessionsPerAccount != 1) throw new LoadException("p2p needs an account for each session: no --per-account");
        context.Report.Setting = $"{options.Pairs} pairs, window {options.Window}, {options.SizeBytes} bytes";
        await context.PrepareAccountsAsync(2 * options.Pairs, token);
        var sessions = await SessionOpener.LogInAsync(context, 2 * options.Pairs, token);

        using var latency = new LatencyRecorder();
        var works = new ChatWork[sessions.Length];
        await SessionOpener.ForEachAsync(options.Pairs, options.Parallel, "attach pairs", async (pair, inner) =>
        {
            var sender = sessions[2 * pair];
            var receiver = sessions[(2 * pair) + 1];
            await sender.DemandAsync("sub", $"\"topic\":\"{receiver.UserId}\"", inner);
            await receiver.DemandAsync("sub", $"\"topic\":\"{sender.UserId}\"", inner);
            var template = new PublishTemplate(receiver.UserId, options.SizeBytes);
            var publisher = new Publisher(sender, template, options.Window, latency, context.Errors);
            works[2 * pair] = new ChatWork(new Deliveries(null, context.Errors), publisher);
            works[(2 * pair) + 1] = new ChatWork(new Deliveries(null, context.Errors), null);
            sender.Work = works[2 * pair];
            receiver.Work = works[(2 * pair) + 1];
        }, token);

        var run = new ChatRun(works, all => 2 * all.Sum(work => work.Publisher?.AcceptedCount ?? 0));
        await run.RunAsync(context, [latency], token);
        context.Report.AddLatency("ack", "acknowledgement", latency.Total());
    }
}
