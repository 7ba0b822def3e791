using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Parley.FrontEnd.Transports.WebSocket;

/// <summary>The bytes in both directions after the handshake.</summary>
/// <param name="Abort">Ends the connection at once.</param>
public sealed record WebSocketLink(PipeReader Input, PipeWriter Output, Action Abort, string? RemoteAddress)
{
    /// <summary>
    /// Answers the handshake and takes the connection over. Over HTTP/1.1 these are the connection's own pipes, which cost least; over
    /// HTTP/2, where the connection has other requests, the stream of this one.
    /// </summary>
    public static async Task<WebSocketLink> OpenAsync(HttpContext context, string? remoteAddress)
    {
        if (context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect)
            return Over(await connect.AcceptAsync(), context, remoteAddress);
        var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        if (context.Features.Get<IConnectionTransportFeature>() is not { } transport)
            return Over(stream, context, remoteAddress);
        return new WebSocketLink(transport.Transport.Input, transport.Transport.Output, context.Abort, remoteAddress);
    }

    private static WebSocketLink Over(Stream stream, HttpContext context, string? remoteAddress) =>
        new(PipeReader.Create(stream), PipeWriter.Create(stream), context.Abort, remoteAddress);
}
