namespace Parley.Protocol.Packets.Parts;

/// <summary>The parts of a topic that a packet sets; null for each that it does not mention.</summary>
public sealed record SetQuery
{
    public DescPart? Desc { get; init; }
    public SubPart? Sub { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public CredPart? Cred { get; init; }

    /// <summary>A JSON object, or null.</summary>
    public Payload Aux { get; init; }

    /// <summary>The parts that are present.</summary>
    public MetaParts Parts =>
        (Desc is null ? 0 : MetaParts.Desc) | (Sub is null ? 0 : MetaParts.Sub) | (Tags is null ? 0 : MetaParts.Tags)
        | (Cred is null ? 0 : MetaParts.Cred) | (Aux.IsNull ? 0 : MetaParts.Aux);
}
