using Parley.Protocol.Replies;

namespace Parley.Protocol.Packets.Server;

/// <summary>The outcome of a request, or word of the server's own.</summary>
public sealed record CtrlPacket : ServerPacket
{
    public string? Id { get; init; }
    public ReplyCode Code { get; init; }

    /// <summary>A JSON object; none, which is left out; or <see cref="Payload.WrittenNull"/>.</summary>
    public Payload Params { get; init; }
    public DateTime Timestamp { get; init; }
}
