using Parley.Load.Measuring;

namespace Parley.Load.Sessions;

/// <summary>Brings many sessions to the same point, a bounded number of them at a time.</summary>
internal static class SessionOpener
{
    /// <summary>Runs a step for each number below <paramref name="count"/> and reports progress.</summary>
    public static async Task ForEachAsync(
        int count, int parallel, string title, Func<int, CancellationToken, Task> step, CancellationToken token)
    {
        using var progress = new Progress(title, count);
        var limits = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = token };
        await Parallel.ForEachAsync(Enumerable.Range(0, count), limits, async (number, inner) =>
        {
            await step(number, inner);
            progress.Step();
        });
    }

    /// <summary>Connects and logs in the given number of sessions; session i uses account i / sessions per account.</summary>
    public static async Task<LoadSession[]> LogInAsync(RunContext context, int count, CancellationToken token)
    {
        var sessions = new LoadSession[count];
        await ForEachAsync(count, context.Options.Parallel, "log in", async (number, inner) =>
        {
            var session = await context.Link.LogInAsync(context.AccountOf(number), inner);
            sessions[number] = session;
            context.Own(session);
            if (context.Options.AttachMe) await session.DemandAsync("sub", "\"topic\":\"me\"", inner);
        }, token);
        return sessions;
    }
}
