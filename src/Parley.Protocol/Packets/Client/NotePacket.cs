using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Packets.Client;

/// <summary>A notice that is forwarded and not stored: typing, received, read, call signalling. Has no reply.</summary>
public sealed record NotePacket : TopicPacket
{
    public NoteWhat What { get; init; }
    public int Seq { get; init; }

    /// <summary>In the contract only: the server ignores it.</summary>
    public int Unread { get; init; }

    public CallEvent Event { get; init; }
    public Payload Payload { get; init; }
}
