using Parley.FrontEnd.Sessions;
using Parley.Storage.Ports;

namespace Parley.Server.Management;

/// <summary>Whether the process lives, and whether it can be sent clients.</summary>
internal sealed class HealthPages(SessionRegistry sessions, IParleyStore store, TimeProvider time, IHostApplicationLifetime lifetime)
{
    // Any key will do: what counts is that the database answers.
    private const string Key = "health";
    private static readonly TimeSpan StoreTimeMax = TimeSpan.FromSeconds(2);

    /// <summary>Whoever can say so lives.</summary>
    public static Task ShowLiveAsync(HttpContext context) => SayAsync(context, StatusCodes.Status200OK, "live");

    public async Task ShowReadyAsync(HttpContext context)
    {
        if (!lifetime.ApplicationStarted.IsCancellationRequested)
            await SayAsync(context, StatusCodes.Status503ServiceUnavailable, "starting");
        else if (sessions.IsShuttingDown || lifetime.ApplicationStopping.IsCancellationRequested)
            await SayAsync(context, StatusCodes.Status503ServiceUnavailable, "stopping");
        else if (!await DoesStoreAnswerAsync(context.RequestAborted))
            await SayAsync(context, StatusCodes.Status503ServiceUnavailable, "the database does not answer");
        else
            await SayAsync(context, StatusCodes.Status200OK, "ready");
    }

    private async Task<bool> DoesStoreAnswerAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.Values.FindAsync(Key, cancellationToken).AsTask().WaitAsync(StoreTimeMax, time, cancellationToken);
            return true;
        }
#pragma warning disable CA1031 // Whatever it is, that is the answer.
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private static Task SayAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(text + '\n', context.RequestAborted);
    }
}
