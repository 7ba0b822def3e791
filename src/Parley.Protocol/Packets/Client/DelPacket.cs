using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Packets.Client;

/// <summary>Deletes messages, a topic, a subscription, a credential or an account.</summary>
public sealed record DelPacket : TopicPacket
{
    public DelWhat What { get; init; }
    public IReadOnlyList<SeqRange>? Ranges { get; init; }
    public string? User { get; init; }
    public CredPart? Cred { get; init; }
    public bool Hard { get; init; }
}
