namespace Parley.Load.Wire;

/// <summary>What a packet of the server carries, told by its first key.</summary>
internal enum PacketKind
{
    /// <summary>Anything the load tool does not look into: <c>meta</c>, <c>pres</c>, <c>info</c>.</summary>
    Other,

    /// <summary>A reply or an announcement of the server.</summary>
    Ctrl,

    /// <summary>A message of a topic.</summary>
    Data,
}
