using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Routing;

namespace Parley.Topics.Audiences;

/// <summary>
/// Under which name each receiver knows the topic: at most two forms of a packet (part B 1.2).
/// </summary>
public static class RecipientNaming
{
    /// <summary>The forms of a packet for those attached to the topic.</summary>
    /// <param name="make">Makes the packet for a topic name.</param>
    public static PacketVariants ForAttached(TopicView topic, Func<string, ServerPacket> make) =>
        ForAttached(topic, make, make);

    /// <param name="makeForReader">Makes the packet for channel readers, who must not learn the ids of members.</param>
    public static PacketVariants ForAttached(
        TopicView topic, Func<string, ServerPacket> make, Func<string, ServerPacket> makeForReader)
    {
        if (topic.Name.TryGetPeers(out var first, out var second))
            return new PacketVariants(make(second.ToString()), second, make(first.ToString()));
        return topic.IsChannel
            ? new PacketVariants(make(topic.Name.Value), ForReaders: makeForReader(topic.Name.ChannelAddress))
            : new PacketVariants(make(topic.AddressFor(default)));
    }

    /// <summary>The forms of a packet about the topic for members on their <c>me</c>: one for the actor, one for everybody else.</summary>
    /// <param name="make">Makes the packet for the topic as the receiver lists it, and whether the receiver is the actor.</param>
    public static PacketVariants OnMe(TopicView topic, UserId actor, Func<string, bool, ServerPacket> make)
    {
        var others = topic.Name.TryGetPeerOf(actor, out _) ? actor.ToString() : topic.AddressFor(default);
        return new PacketVariants(make(others, false), actor, make(topic.AddressFor(actor), true));
    }
}
