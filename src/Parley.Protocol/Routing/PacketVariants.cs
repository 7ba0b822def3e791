using Parley.Protocol.Names;
using Parley.Protocol.Packets;

namespace Parley.Protocol.Routing;

/// <summary>
/// One packet in the few forms in which its receivers see it: the two users of a conversation each know it by the name of the
/// other, channel readers know a group by "chn…". Each form is encoded once.
/// </summary>
/// <param name="Default">For everybody not named by the others.</param>
/// <param name="SpecialUser">A user who gets <paramref name="Special"/> instead; nobody if <c>default</c>.</param>
/// <param name="ForReaders">For sessions attached as channel readers; null if they get the default form.</param>
public sealed record PacketVariants(
    ServerPacket Default,
    UserId SpecialUser = default,
    ServerPacket? Special = null,
    ServerPacket? ForReaders = null)
{
    /// <summary>The form for one session.</summary>
    public ServerPacket For(UserId user, bool isReader)
    {
        if (isReader && ForReaders is not null)
            return ForReaders;
        return Special is not null && user == SpecialUser ? Special : Default;
    }
}
