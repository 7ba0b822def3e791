using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.FrontEnd.Http;
using Parley.FrontEnd.Sessions;
using Parley.Protocol;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Transports.WebSocket;

/// <summary>The door at <c>/v0/channels</c>: checks the key, the method and the handshake, in this order, and runs the session.</summary>
public sealed partial class WebSocketEndpoint(
    FrontEndServices services, SessionIntake intake, IPacketCodec codec, AddressLimit addresses, PageOrigins origins,
    ILogger<WebSocketEndpoint> logger)
{
    public const string Path = "/v0/channels";

    public async Task HandleAsync(HttpContext context)
    {
        if (!await services.Keys.IsValidAsync(context))
            await services.Errors.WriteAsync(context, ReplyCodes.ApiKeyRequired);
        else if (!HttpMethods.IsGet(context.Request.Method) && !WebSocketHandshake.IsExtendedConnect(context))
            await services.Errors.WriteAsync(context, ReplyCodes.NotAllowed);
        else if (!WebSocketHandshake.IsValid(context))
            await PlainErrors.WriteBadRequestAsync(context);
        else if (!origins.Allow(context))
            await services.Errors.WriteAsync(context, ReplyCodes.PermissionDenied);
        else if (services.Registry.IsShuttingDown)
            await services.Errors.WriteAsync(context, ReplyCodes.ServiceUnavailable);
        else
            await OpenAsync(context);
    }

    private async Task OpenAsync(HttpContext context)
    {
        var address = ClientAddress.Of(context, services.Options.UseForwardedFor);
        if (addresses.TryEnter(AddressLimit.NetworkOf(context, address)) is not { } place)
        {
            Log.TooManyOfAddress(logger, address);
            await services.Errors.WriteAsync(context, ReplyCodes.ServiceUnavailable);
            return;
        }
        using (place)
        {
            WebSocketHandshake.Accept(context);
            var link = await WebSocketLink.OpenAsync(context, address);
            var transport = new WebSocketTransport(link, codec, services.Sessions, services.Time) { UnauthenticatedPlace = place };
            await RunAsync(transport, context.RequestAborted);
        }
    }

    private async Task RunAsync(WebSocketTransport transport, CancellationToken aborted)
    {
        var session = services.Registry.Begin(transport, services.Clock.Now);
        Log.SessionBegun(logger, session.Id.Number, transport.RemoteAddress);
        // The server may have begun to stop after the door was passed.
        if (services.Registry.IsShuttingDown)
            services.Registry.EndAll(services.Time.UtcMilliseconds());
        await transport.RunAsync(session, intake, () => services.Registry.End(session, null), aborted);
        Log.SessionEnded(logger, session.Id.Number);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "SessionBegun", Level = LogLevel.Debug, Message = "Session {Session} began, from {Address}.")]
        public static partial void SessionBegun(ILogger logger, long session, string? address);

        [LoggerMessage(EventName = "SessionEnded", Level = LogLevel.Debug, Message = "Session {Session} ended.")]
        public static partial void SessionEnded(ILogger logger, long session);

        [LoggerMessage(EventName = "TooManyOfAddress", Level = LogLevel.Warning,
            Message = "Too many sessions of {Address} have not logged in: another one is refused.")]
        public static partial void TooManyOfAddress(ILogger logger, string? address);
    }
}
