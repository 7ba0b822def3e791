using System.Diagnostics;
using Parley.Load.Measuring;
using Parley.Load.Sessions;

namespace Parley.Load.Scenarios;

/// <summary>Sessions that log in by token, attach to <c>me</c> and do nothing: the rate of the one, the memory of the other.</summary>
internal sealed class IdleScenario : IScenario
{
    private const int SessionsDefault = 1000;

    public string Name => "idle";

    public string Summary => "connect + login by token + attach me, then memory of idle sessions";

    public int ReceiveBytes => 1024;

    public async Task RunAsync(RunContext context, CancellationToken token)
    {
        var (options, report, meter) = (context.Options, context.Report, context.Meter);
        var count = options.Sessions ?? SessionsDefault;
        options.AttachMe = true;
        report.Setting = $"{count} sessions, {Math.Min(count, options.Parallel)} at once";
        await context.PrepareAccountsAsync(count, token);

        await Task.Delay(TimeSpan.FromSeconds(options.WarmupSeconds), token);
        var residentBefore = meter.ServerResidentBytes();
        var start = meter.Read();
        var sessions = await SessionOpener.LogInAsync(context, count, token);
        var connect = CpuSpan.Between(start, meter.Read());
        report.AddRate("logins", "logins", count, connect, meter);
        report.Add("loginSeconds", "time for all, s", connect.Seconds, 3);
        report.Add("loginServerCpu", "server CPU meanwhile, % of one", ServerPercent(connect, meter));
        report.Add("loginClientCpu", "load tool CPU meanwhile, % of one", 100 * connect.ClientSeconds / connect.Seconds);

        await Task.Delay(TimeSpan.FromSeconds(options.SettleSeconds), token);
        var residentIdle = meter.ServerResidentBytes();
        start = meter.Read();
        await Task.Delay(TimeSpan.FromSeconds(options.Seconds), token);
        var idle = CpuSpan.Between(start, meter.Read());
        report.Add("residentBefore", "server memory before, MB", residentBefore / 1e6, 1);
        report.Add("residentIdle", "server memory with idle sessions, MB", residentIdle / 1e6, 1);
        report.Add("bytesPerSession", "bytes per idle session", (residentIdle - residentBefore) / (double)count);
        report.Add("idleServerCpu", "server CPU while idle, % of one", ServerPercent(idle, meter), 1);
        report.Add("alive", "sessions still open", sessions.Count(session => !session.IsClosed));
    }

    private static double? ServerPercent(CpuSpan span, ProcessMeter meter) =>
        meter.HasServer ? 100 * span.ServerSeconds / span.Seconds : null;
}
