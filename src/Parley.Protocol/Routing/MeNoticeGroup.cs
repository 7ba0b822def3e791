using Parley.Protocol.Names;

namespace Parley.Protocol.Routing;

/// <summary>Users who get one packet on <c>me</c>, each in the form meant for it.</summary>
public sealed record MeNoticeGroup(PacketVariants Packets, IReadOnlyList<UserId> Users);
