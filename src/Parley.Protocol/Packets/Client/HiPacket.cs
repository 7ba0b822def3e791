using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Packets.Client;

/// <summary>The handshake: the first packet of every session.</summary>
public sealed record HiPacket : ClientPacket
{
    public string? UserAgent { get; init; }
    public string? Version { get; init; }

    /// <summary>Push token; U+2421 removes the one known.</summary>
    public string? DeviceId { get; init; }

    /// <summary>BCP-47 language tag.</summary>
    public string? Language { get; init; }

    /// <summary>"ios", "android" or "web".</summary>
    public string? Platform { get; init; }

    /// <summary>The session fetches something for a device in the background: it raises no presence for five seconds.</summary>
    public bool IsBackground { get; init; }
}
