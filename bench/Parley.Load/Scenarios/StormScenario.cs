using Parley.Load.Measuring;
using Parley.Load.Sessions;

namespace Parley.Load.Scenarios;

/// <summary>Everybody comes back at once, and everybody is told of everybody they know: what a login costs with its presence.</summary>
internal sealed class StormScenario : IScenario
{
    private const int SessionsDefault = 10_000;

    public string Name => "storm";

    public string Summary => "all users of a seeded database log in by token and attach me at once";

    public int ReceiveBytes => 4096;

    public async Task RunAsync(RunContext context, CancellationToken token)
    {
        var (options, report, meter) = (context.Options, context.Report, context.Meter);
        var count = options.Sessions ?? SessionsDefault;
        options.AttachMe = true;
        report.Setting = $"{count} users with {options.Contacts} contacts each, {Math.Min(count, options.Parallel)} at once";
        await context.PrepareAccountsAsync(count, token);
        await Task.Delay(TimeSpan.FromSeconds(options.WarmupSeconds), token);
        var start = meter.Read();
        var sessions = await SessionOpener.LogInAsync(context, count, token);
        var connect = CpuSpan.Between(start, meter.Read());
        // What is still to be told of who came last belongs to the cost.
        await Task.Delay(TimeSpan.FromSeconds(options.Seconds), token);
        var settled = CpuSpan.Between(start, meter.Read());
        report.AddRate("logins", "logins", count, connect, meter);
        report.Add("loginSeconds", "time for all, s", connect.Seconds, 3);
        report.Add("cpuPerLogin", "server CPU per login, presence included, µs", meter.HasServer ? settled.ServerSeconds * 1e6 / count : null);
        report.Add("alive", "sessions still open", sessions.Count(session => !session.IsClosed));
    }
}
