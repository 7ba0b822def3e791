namespace Parley.Protocol.Packets.Parts;

/// <summary>A description to set.</summary>
public sealed record DescPart
{
    public DefaultAccessPart? DefaultAccess { get; init; }
    public Payload Public { get; init; }
    public Payload Trusted { get; init; }
    public Payload Private { get; init; }
}
