namespace Parley.Protocol.Packets.Parts;

/// <summary>The description of a topic as one user sees it.</summary>
public sealed record TopicDesc
{
    public DateTime? Created { get; init; }
    public DateTime? Updated { get; init; }
    public DateTime? Touched { get; init; }
    public string? State { get; init; }
    public bool Online { get; init; }
    public bool IsChannel { get; init; }
    public SeenPart? Seen { get; init; }
    public DefaultAccessPart? DefaultAccess { get; init; }
    public AccessPart? Access { get; init; }
    public int Seq { get; init; }
    public int ReadSeq { get; init; }
    public int RecvSeq { get; init; }

    /// <summary>The greatest deletion id; its name on the wire is "clear".</summary>
    public int DelId { get; init; }
    public int SubscriberCount { get; init; }
    public Payload Public { get; init; }
    public Payload Trusted { get; init; }
    public Payload Private { get; init; }
}
