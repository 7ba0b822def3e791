using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Parley.FrontEnd.Transports.WebSocket;

/// <summary>Decides whether a request asks for a WebSocket (RFC 6455, 4.2; RFC 8441), and answers it.</summary>
public static class WebSocketHandshake
{
    private const string Version = "13";
    private const string Protocol = "websocket";
    private const string KeySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    public static bool IsExtendedConnect(HttpContext context) =>
        context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };

    public static bool IsValid(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers.SecWebSocketVersion != Version)
            return false;
        if (context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect)
            return string.Equals(connect.Protocol, Protocol, StringComparison.OrdinalIgnoreCase);
        return context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
            && HasToken(headers.Upgrade, Protocol)
            && IsKey(headers.SecWebSocketKey);
    }

    /// <summary>Sets the headers of the answer. No extension and no subprotocol is ever agreed on.</summary>
    public static void Accept(HttpContext context)
    {
        if (IsExtendedConnect(context))
            return;
        context.Response.Headers.Upgrade = Protocol;
        context.Response.Headers.SecWebSocketAccept = AnswerTo(context.Request.Headers.SecWebSocketKey.ToString());
    }

    [SuppressMessage("Security", "CA5350", Justification = "The handshake is defined with it; nothing depends on its strength.")]
    private static string AnswerTo(string key) =>
        Convert.ToBase64String(SHA1.HashData(System.Text.Encoding.ASCII.GetBytes(key.Trim() + KeySuffix)));

    private static bool HasToken(string? header, string token) =>
        (header ?? "").Split(',', StringSplitOptions.TrimEntries).Contains(token, StringComparer.OrdinalIgnoreCase);

    private static bool IsKey(string? key)
    {
        Span<byte> bytes = stackalloc byte[18];
        return Convert.TryFromBase64String((key ?? "").Trim(), bytes, out var length) && length == 16;
    }
}
