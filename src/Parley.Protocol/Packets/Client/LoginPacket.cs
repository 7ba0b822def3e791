using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Packets.Client;

/// <summary>Authenticates the session, confirms credentials, or starts a reset of a secret.</summary>
public sealed record LoginPacket : ClientPacket
{
    public string? Scheme { get; init; }
    public byte[]? Secret { get; init; }
    public IReadOnlyList<CredPart>? Cred { get; init; }
}
