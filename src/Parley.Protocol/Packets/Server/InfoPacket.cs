using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Packets.Server;

/// <summary>A <c>{note}</c> of somebody else, forwarded.</summary>
public sealed record InfoPacket : ServerPacket
{
    /// <summary>The topic that the note was sent to, if it is told on <c>me</c>.</summary>
    public string? Source { get; init; }

    /// <summary>"usr…" of the sender.</summary>
    public string? From { get; init; }
    public NoteWhat What { get; init; }
    public int Seq { get; init; }
    public CallEvent Event { get; init; }
    public Payload Payload { get; init; }
}
