using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Packets.Server;

/// <summary>Parts of a topic, in answer to a <c>{get}</c> or <c>{sub}</c>.</summary>
public sealed record MetaPacket : ServerPacket
{
    public string? Id { get; init; }
    public DateTime? Timestamp { get; init; }
    public TopicDesc? Desc { get; init; }
    public IReadOnlyList<TopicSub>? Sub { get; init; }
    public DelValues? Del { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public IReadOnlyList<CredInfo>? Cred { get; init; }

    /// <summary>A JSON object, or null.</summary>
    public Payload Aux { get; init; }
}
