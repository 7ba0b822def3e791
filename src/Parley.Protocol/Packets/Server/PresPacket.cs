using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Packets.Server;

/// <summary>A presence notice: something about a topic or user has changed.</summary>
public sealed record PresPacket : ServerPacket
{
    /// <summary>The topic or user that the notice is about.</summary>
    public string? Source { get; init; }
    public PresWhat What { get; init; }
    public string? UserAgent { get; init; }
    public int Seq { get; init; }

    /// <summary>Its name on the wire is "clear".</summary>
    public int DelId { get; init; }
    public IReadOnlyList<SeqRange>? Ranges { get; init; }

    /// <summary>The user whose access has changed.</summary>
    public string? Target { get; init; }

    /// <summary>The user who has caused it.</summary>
    public string? Actor { get; init; }

    /// <summary>Its name on the wire is "dacs".</summary>
    public AccessPart? Access { get; init; }
}
