using Parley.Protocol.Packets;

namespace Parley.FrontEnd.Transports.Grpc;

/// <summary>One message of a client's stream.</summary>
/// <param name="Packet">Null for what could not be read: that costs this message, not the stream.</param>
public sealed record ClientFrame(ClientPacket? Packet);
