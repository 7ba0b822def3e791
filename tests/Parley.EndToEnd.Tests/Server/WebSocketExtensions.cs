using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Parley.EndToEnd.Tests.Server;

internal static class WebSocketExtensions
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    public static ValueTask SendAsync(this WebSocket socket, string json, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, cancellationToken);

    /// <summary>The next packet; null if the other side has closed.</summary>
    public static async Task<JsonElement?> ReceiveAsync(this WebSocket socket, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), limit.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            length += part.Count;
            if (part.EndOfMessage)
                return JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, length));
        }
    }
}
