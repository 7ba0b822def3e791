namespace Parley.Protocol.Packets.Parts;

/// <summary>Narrows what a query returns. 0 and null mean "not given".</summary>
public sealed record GetOptions
{
    public string? User { get; init; }
    public string? Topic { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? IfModifiedSince { get; init; }
    public int Since { get; init; }
    public int Before { get; init; }
    public int Limit { get; init; }
    public IReadOnlyList<SeqRange>? Ranges { get; init; }
}
