namespace Parley.Protocol.Packets;

/// <summary>A message of the server to a session. Members that are null, empty or zero are left out on the wire.</summary>
public abstract record ServerPacket
{
    /// <summary>The topic as the receiver names it.</summary>
    public string? Topic { get; init; }
}
