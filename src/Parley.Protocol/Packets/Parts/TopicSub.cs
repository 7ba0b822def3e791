namespace Parley.Protocol.Packets.Parts;

/// <summary>One entry of a list of subscriptions: a member of a topic, a contact, or something found.</summary>
public sealed record TopicSub
{
    public DateTime? Updated { get; init; }
    public DateTime? Deleted { get; init; }
    public bool Online { get; init; }

    /// <summary>Always on the wire, as an empty object if null.</summary>
    public AccessPart? Access { get; init; }
    public int ReadSeq { get; init; }
    public int RecvSeq { get; init; }
    public Payload Public { get; init; }
    public Payload Trusted { get; init; }
    public Payload Private { get; init; }
    public string? User { get; init; }
    public string? Topic { get; init; }
    public DateTime? Touched { get; init; }
    public int Seq { get; init; }

    /// <summary>Its name on the wire is "clear".</summary>
    public int DelId { get; init; }
    public int SubscriberCount { get; init; }
    public SeenPart? Seen { get; init; }
}
