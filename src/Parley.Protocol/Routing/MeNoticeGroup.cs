using Parley.Protocol.Names;
using Parley.Protocol.Packets;

namespace Parley.Protocol.Routing;

/// <summary>Users who get the same packet on <c>me</c>.</summary>
public sealed record MeNoticeGroup(ServerPacket Packet, IReadOnlyList<UserId> Users);
