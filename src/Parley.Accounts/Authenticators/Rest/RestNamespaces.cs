using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley.Accounts.Authenticators.Rest;

/// <summary>
/// Asks the service, before the first client comes, which tags it hands out; a service that is not there yet is asked again until it
/// answers, and the start waits for it no longer than a few seconds.
/// </summary>
public sealed partial class RestNamespaces(RestAuthenticator authenticator, TimeProvider time, ILogger<RestNamespaces> logger)
    : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new();
    private Task _asking = Task.CompletedTask;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(StartTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        if (await TryAsync(either.Token))
            return;
        Log.NotYet(logger);
        _asking = AskAgainAsync();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _asking.WaitAsync(cancellationToken);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    private async Task AskAgainAsync()
    {
        try
        {
            do
                await Task.Delay(Interval, time, _stopping.Token);
            while (!await TryAsync(_stopping.Token));
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async ValueTask<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await authenticator.LoadNamespacesAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "RestAuthNotYet", Level = LogLevel.Warning,
            Message = "The service that checks logins did not tell which tags are its own; it is asked again every 30 seconds.")]
        public static partial void NotYet(ILogger logger);
    }
}
