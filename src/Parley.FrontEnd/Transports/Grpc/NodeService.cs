using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.FrontEnd.Files.Grpc;
using Parley.FrontEnd.Http;
using Parley.FrontEnd.Sessions;
using Parley.Media.Storing;
using Parley.Protocol;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Transports.Grpc;

/// <summary>The gRPC door (part A 6.3): each call of <c>MessageLoop</c> is a session, the others carry files. No API key is asked for.</summary>
public sealed partial class NodeService(
    FrontEndServices services, SessionMachine machine, AddressLimit addresses, ILogger<NodeService> logger) : NodeContract
{
    public override async Task MessageLoop(
        IAsyncStreamReader<ClientFrame> requests, IServerStreamWriter<byte[]> responses, ServerCallContext context)
    {
        if (services.Registry.IsShuttingDown)
            throw new RpcException(new Status(StatusCode.Unavailable, ReplyCodes.ServerShutdown.Text));
        var http = context.GetHttpContext();
        // Compat: what a proxy says about the client's address is not asked for here.
        var address = ClientAddress.Of(http, useForwardedFor: false);
        if (addresses.TryEnter(AddressLimit.NetworkOf(http, address)) is not { } place)
        {
            Log.TooManyOfAddress(logger, address);
            throw new RpcException(new Status(StatusCode.ResourceExhausted, "too many sessions that have not logged in; log in or close some"));
        }
        using (place)
        {
            var transport = new GrpcTransport(responses, http.Abort, address, services.Sessions, services.Time)
            {
                UnauthenticatedPlace = place,
            };
            var session = services.Registry.Begin(transport, services.Clock.Now);
            Log.SessionBegun(logger, session.Id.Number, address);
            // The server may have begun to stop after the door was passed.
            if (services.Registry.IsShuttingDown)
                services.Registry.EndAll(services.Time.UtcMilliseconds());
            await transport.RunAsync(
                session, requests, machine, () => services.Registry.End(session, null), context.CancellationToken);
            Log.SessionEnded(logger, session.Id.Number);
        }
    }

    public override Task<Pbx.FileUpResp> LargeFileReceive(IAsyncStreamReader<Pbx.FileUpReq> requests, ServerCallContext context)
    {
        var http = context.GetHttpContext();
        var reader = new ImpatientReader<Pbx.FileUpReq>(requests, services.Sessions.FileSilenceMax, services.Time);
        return FilesOf<LargeFileUpload>(http).ReceiveAsync(reader, ClientAddress.Of(http, useForwardedFor: false), context.CancellationToken);
    }

    public override Task LargeFileServe(Pbx.FileDownReq request, IServerStreamWriter<Pbx.FileDownResp> responses, ServerCallContext context)
    {
        var http = context.GetHttpContext();
        var writer = new ImpatientWriter<Pbx.FileDownResp>(responses, services.Sessions.FileSilenceMax, services.Time, http.Abort);
        return FilesOf<LargeFileDownload>(http).ServeAsync(
            request, writer, ClientAddress.Of(http, useForwardedFor: false), context.CancellationToken);
    }

    private static T FilesOf<T>(HttpContext http) where T : notnull => http.RequestServices.GetService<IFileStorage>() is null
        ? throw new RpcException(new Status(StatusCode.Unimplemented, "this server keeps no files"))
        : http.RequestServices.GetRequiredService<T>();

    private static partial class Log
    {
        [LoggerMessage(EventName = "SessionBegun", Level = LogLevel.Debug, Message = "Session {Session} began over gRPC, from {Address}.")]
        public static partial void SessionBegun(ILogger logger, long session, string? address);

        [LoggerMessage(EventName = "SessionEnded", Level = LogLevel.Debug, Message = "Session {Session} ended.")]
        public static partial void SessionEnded(ILogger logger, long session);

        [LoggerMessage(EventName = "TooManyOfAddress", Level = LogLevel.Warning,
            Message = "Too many sessions of {Address} have not logged in: another one is refused.")]
        public static partial void TooManyOfAddress(ILogger logger, string? address);
    }
}
