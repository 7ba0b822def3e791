using System.Diagnostics;
using System.Globalization;
using System.Text;
using Parley.Load.Measuring;
using Parley.Load.Sessions;

namespace Parley.Load.Scenarios;

/// <summary>
/// Pairs of users chat at an even pace, first undisturbed, then while many strangers try passwords as fast as they are answered: what
/// does that do to those who chat?
/// </summary>
internal sealed class BadLoginsScenario : IScenario
{
    private const int StrangersDefault = 200;
    private const int Refused = 401;
    private const int Busy = 503;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public string Name => "badlogins";

    public string Summary => "latency of publishing while --sessions strangers (200) try passwords; needs few --pairs (10, say)";

    public int ReceiveBytes => 16 * 1024;

    public async Task RunAsync(RunContext context, CancellationToken token)
    {
        var options = context.Options;
        if (options.SessionsPerAccount != 1) throw new LoadException("badlogins needs an account for each session: no --per-account");
        var strangers = options.Sessions ?? StrangersDefault;
        context.Report.Setting = $"{options.Pairs} pairs, a message of {options.SizeBytes} bytes each {Pause.TotalMilliseconds:0} ms; {strangers} strangers";
        await context.PrepareAccountsAsync(2 * options.Pairs, token);
        var sessions = await SessionOpener.LogInAsync(context, 2 * options.Pairs, token);
        await SessionOpener.ForEachAsync(options.Pairs, options.Parallel, "attach pairs", async (pair, inner) =>
        {
            await sessions[2 * pair].DemandAsync("sub", $"\"topic\":\"{sessions[(2 * pair) + 1].UserId}\"", inner);
            await sessions[(2 * pair) + 1].DemandAsync("sub", $"\"topic\":\"{sessions[2 * pair].UserId}\"", inner);
        }, token);
        using var undisturbed = new LatencyRecorder();
        using var disturbed = new LatencyRecorder();
        await MeasureAsync(context, sessions, 0, undisturbed, "undisturbed", token);
        await MeasureAsync(context, sessions, strangers, disturbed, "disturbed", token);
        var (before, after) = (undisturbed.Total(), disturbed.Total());
        context.Report.AddLatency("undisturbed", "undisturbed", before);
        context.Report.AddLatency("disturbed", "disturbed", after);
        context.Report.Add("p50Ratio", "p50, disturbed to undisturbed", after.PercentileMs(0.5) / before.PercentileMs(0.5), 2);
        context.Report.Add("p99Ratio", "p99, disturbed to undisturbed", after.PercentileMs(0.99) / before.PercentileMs(0.99), 2);
    }

    private static async Task MeasureAsync(
        RunContext context, LoadSession[] sessions, int strangers, LatencyRecorder latency, string phase, CancellationToken token)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(token);
        var logins = new long[1];
        var published = new long[1];
        // What happens to them is their own affair.
        var link = new ServerLink(context.Options, new ErrorTally(), 1024);
        var attempts = Enumerable.Range(0, strangers).Select(_ => TryPasswordsAsync(context, link, logins, end.Token)).ToList();
        var chats = Enumerable.Range(0, sessions.Length / 2)
            .Select(pair => ChatAsync(context, sessions[2 * pair], sessions[(2 * pair) + 1].UserId, latency, published, end.Token)).ToList();
        var window = new MeasuredWindow(context, [latency]);
        var counts = await window.RunAsync(() => [Volatile.Read(ref published[0]), Volatile.Read(ref logins[0])], token);
        await end.CancelAsync();
        await Task.WhenAll(chats.Concat(attempts));
        context.Report.Add(phase + "Publishes", $"publishes/s, {phase}", counts[0] / window.Span.Seconds);
        if (strangers > 0) context.Report.Add("refusals", "refused logins/s", counts[1] / window.Span.Seconds, 1);
        var cpu = context.Meter.HasServer ? 100 * window.Span.ServerSeconds / window.Span.Seconds : (double?)null;
        context.Report.Add(phase + "Cpu", $"server CPU, % of one, {phase}", cpu);
    }

    private static async Task ChatAsync(
        RunContext context, LoadSession session, string peer, LatencyRecorder latency, long[] published, CancellationToken end)
    {
        var text = new string('x', context.Options.SizeBytes);
        // Not all at the same moment.
        await Task.Delay(Random.Shared.Next((int)Pause.TotalMilliseconds), CancellationToken.None);
        while (!end.IsCancellationRequested)
        {
            var sentAt = Stopwatch.GetTimestamp();
            var reply = await session.RequestAsync("pub", $"\"topic\":\"{peer}\",\"content\":\"{text}\"", CancellationToken.None);
            latency.Add(sentAt, Stopwatch.GetTimestamp());
            if (reply.Code == 202) Interlocked.Increment(ref published[0]);
            else context.Errors.Add($"{{pub}} was answered {reply.Code}");
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    // Comes back when it is thrown out: nobody may stay for long without a login.
    private static async Task TryPasswordsAsync(RunContext context, ServerLink link, long[] logins, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                var (session, _) = await link.OpenAsync(end);
                using (session)
                {
                    for (var i = 0; ; i++)
                        await TryPasswordAsync(context, session, i, logins, end);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or TimeoutException or IOException)
            {
                // Once more, or the measured time is over.
            }
        }
    }

    private static async Task TryPasswordAsync(RunContext context, LoadSession session, int number, long[] logins, CancellationToken end)
    {
        var guess = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"somebody{number}:guess-{number}"));
        var reply = await session.RequestAsync("login", $"\"scheme\":\"basic\",\"secret\":\"{Convert.ToBase64String(guess)}\"", end);
        if (reply.Code is Refused or Busy) Interlocked.Increment(ref logins[0]);
        else context.Errors.Add($"{{login}} was answered {reply.Code}");
    }
}
