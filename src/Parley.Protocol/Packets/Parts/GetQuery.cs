namespace Parley.Protocol.Packets.Parts;

/// <summary>The parts of a topic that a packet asks for, with options for some.</summary>
public sealed record GetQuery
{
    /// <summary>Part names separated by blanks.</summary>
    public string? What { get; init; }
    public GetOptions? Desc { get; init; }
    public GetOptions? Sub { get; init; }
    public GetOptions? Data { get; init; }
    public GetOptions? Del { get; init; }

    public MetaParts Parts => MetaPartsOrder.Parse(What);
}
