using Parley.Protocol.Packets.Server;
using Parley.Storage.Records;

namespace Parley.Topics.Audiences;

/// <summary>Messages as clients see them.</summary>
public static class DataPackets
{
    /// <param name="topic">The topic as the receiver names it.</param>
    /// <param name="forReader">Channel readers do not learn who has written.</param>
    public static DataPacket Of(StoredMessage message, string topic, bool forReader) => new()
    {
        Topic = topic,
        From = forReader || message.From.IsNone ? null : message.From.ToString(),
        Timestamp = message.Timestamp,
        Seq = message.Seq,
        Head = message.Head,
        Content = message.Content,
    };
}
