using Parley.FrontEnd.Encoding;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Topics;

/// <summary>The forms of one packet while it is handed out: each is encoded when the first session needs it, and once.</summary>
internal struct VariantCache(PacketVariants packets)
{
    private EncodedPacket? _default;
    private EncodedPacket? _special;
    private EncodedPacket? _forReaders;

    public EncodedPacket For(UserId user, bool isReader)
    {
        ServerPacket packet = packets.For(user, isReader);
        if (ReferenceEquals(packet, packets.Default))
            return _default ??= new EncodedPacket(packet);
        return ReferenceEquals(packet, packets.Special)
            ? _special ??= new EncodedPacket(packet)
            : _forReaders ??= new EncodedPacket(packet);
    }
}
