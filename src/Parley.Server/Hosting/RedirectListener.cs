using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parley.Server.Settings;

namespace Parley.Server.Hosting;

/// <summary>The address of plain HTTP that sends browsers to HTTPS, and does nothing else.</summary>
internal static class RedirectListener
{
    private const int HttpsPort = 443;

    public static void Configure(KestrelServerOptions kestrel, TlsSettings settings)
    {
        if (settings.RedirectAddress is not { } address)
            return;
        Listeners.Listen(kestrel, address, options =>
        {
            options.Protocols = HttpProtocols.Http1;
            Listeners.Mark(options, new RedirectedConnection());
        });
    }

    /// <param name="httpsPort">Where the server listens for HTTPS.</param>
    public static void UseRedirectListener(this IApplicationBuilder application, Func<int> httpsPort) => application.Use((context, next) =>
    {
        if (context.Features.Get<RedirectedConnection>() is null)
            return next(context);
        Answer(context, httpsPort());
        return Task.CompletedTask;
    });

    private static void Answer(HttpContext context, int port)
    {
        var request = context.Request;
        if (!request.Host.HasValue)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        var host = port == HttpsPort ? new HostString(request.Host.Host) : new HostString(request.Host.Host, port);
        // The method stays: a client that posts must post again.
        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        context.Response.Headers.Location = UriHelper.BuildAbsolute("https", host, request.PathBase, request.Path, request.QueryString);
        context.Response.Headers.Connection = "close";
    }

    // Marks connections that came through this address.
    private sealed class RedirectedConnection;
}
