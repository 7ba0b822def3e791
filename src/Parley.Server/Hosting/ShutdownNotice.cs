using Parley.FrontEnd.Sessions;

namespace Parley.Server.Hosting;

/// <summary>Tells every session that the server stops, before anything else of it does.</summary>
internal sealed class ShutdownNotice(SessionRegistry sessions, TimeProvider time) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        sessions.EndAll(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
