using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parley.FrontEnd.Transports.Grpc;
using Parley.Server.Settings;

namespace Parley.Server.Hosting;

/// <summary>The address for gRPC: HTTP/2 from the first byte, and nothing but gRPC.</summary>
internal static class GrpcListener
{
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(20);

    public static void Configure(KestrelServerOptions kestrel, GrpcSettings settings)
    {
        if (settings.Address is not { } address)
            return;
        if (settings.PingSeconds > 0)
        {
            kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(settings.PingSeconds);
            kestrel.Limits.Http2.KeepAlivePingTimeout = PingTimeout;
        }

        Listeners.Listen(kestrel, address, options =>
        {
            options.Protocols = HttpProtocols.Http2;
            options.Use(next => connection =>
            {
                connection.Features.Set(new GrpcConnection());
                return next(connection);
            });
        });
    }

    /// <summary>Keeps what is no gRPC from being answered at its address: who opens that one does not mean to open the others.</summary>
    public static void UseGrpcListener(this IApplicationBuilder application) => application.Use((context, next) =>
    {
        if (context.Features.Get<GrpcConnection>() is null || GrpcDoor.IsAsked(context))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    });

    // Marks connections that came through this address.
    private sealed class GrpcConnection;
}
