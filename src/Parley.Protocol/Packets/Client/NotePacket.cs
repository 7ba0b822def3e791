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

    /// <summary>The client has sent <c>null</c> as the payload, which is not the same here as sending none.</summary>
    public bool HasNullPayload { get; init; }

    /// <summary>There is a payload, if only <c>null</c>.</summary>
    public bool HasPayload => HasNullPayload || !Payload.IsNull;
}
