using Parley.Load.Measuring;
using Parley.Load.Sessions;

namespace Parley.Load.Scenarios;

/// <summary>Groups with many attached sessions, some of which publish; every message goes to every session of its group.</summary>
internal sealed class FanoutScenario : IScenario
{
    private const int SessionsDefault = 1000;

    public string Name => "fanout";

    public string Summary => "publishing to groups with many attached sessions";

    public int ReceiveBytes => 16 * 1024;

    public async Task RunAsync(RunContext context, CancellationToken token)
    {
        var options = context.Options;
        var members = options.Members ?? Math.Max(1, (options.Sessions ?? SessionsDefault) / options.Groups);
        context.Report.Setting = $"{options.Groups} groups of {members} sessions, {options.Publishers} publishers in each, "
            + $"window {options.Window}, {options.SizeBytes} bytes";
        CheckOptions(context, members);
        await context.PrepareAccountsAsync(options.Groups * members, token);
        var sessions = await SessionOpener.LogInAsync(context, options.Groups * members, token);

        var topics = new string[options.Groups];
        await SessionOpener.ForEachAsync(options.Groups, options.Parallel, "make groups", async (group, inner) =>
            topics[group] = options.Topic ?? await GroupMaker.MakeAsync(sessions[group * members], inner), token);
        if (options.Topic is null && options.Groups == 1) await Console.Error.WriteLineAsync($"topic {topics[0]}");
        try
        {
            await SessionOpener.ForEachAsync(sessions.Length, options.Parallel, "attach", async (number, inner) =>
            {
                if (options.Topic is null && number % members == 0) return;
                await GroupMaker.JoinAsync(sessions[number], topics[number / members], options.WithPresence, inner);
            }, token);
            await Task.Delay(TimeSpan.FromSeconds(options.HoldSeconds), token);
            await MeasureAsync(context, sessions, topics, members, token);
        }
        finally
        {
            if (options.Topic is null)
            {
                for (var group = 0; group < topics.Length; group++)
                    await GroupMaker.DeleteAsync(sessions[group * members], topics[group], context.Errors);
            }
        }
    }

    private static async Task MeasureAsync(
        RunContext context, LoadSession[] sessions, string[] topics, int members, CancellationToken token)
    {
        var options = context.Options;
        using var acknowledgement = new LatencyRecorder();
        using var delivery = new LatencyRecorder();
        var works = new ChatWork[sessions.Length];
        for (var i = 0; i < sessions.Length; i++)
        {
            var publisher = i % members < options.Publishers
                ? new Publisher(
                    sessions[i],
                    new PublishTemplate(topics[i / members], options.SizeBytes),
                    options.Window,
                    acknowledgement,
                    context.Errors)
                : null;
            works[i] = new ChatWork(new Deliveries(delivery, context.Errors), publisher);
            sessions[i].Work = works[i];
        }

        // With a foreign topic other processes publish as well: what must arrive is not known here.
        var run = new ChatRun(
            works, options.Topic is null ? all => members * all.Sum(work => work.Publisher?.AcceptedCount ?? 0) : null);
        await run.RunAsync(context, [acknowledgement, delivery], token);
        context.Report.AddLatency("delivery", "delivery", delivery.Total());
        if (options.Publishers > 0) context.Report.AddLatency("ack", "acknowledgement", acknowledgement.Total());
    }

    private static void CheckOptions(RunContext context, int members)
    {
        var options = context.Options;
        if (options.Topic is not null && options.Groups != 1) throw new LoadException("--topic goes with one group");
        if (options.Topic is null && options.Publishers == 0) throw new LoadException("--publishers 0 needs --topic");
        if (options.Publishers > members) throw new LoadException("a group has more publishers than members");
        var users = (members + options.SessionsPerAccount - 1) / options.SessionsPerAccount;
        if (context.Facts.SubscribersMax is { } most && users > most)
        {
            throw new LoadException(
                $"groups of {users} users are wanted, but this server takes {most} (maxSubscriberCount); raise its max_subscriber_count");
        }
    }
}
