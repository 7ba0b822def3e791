namespace Parley.Cluster.Contracts;

/// <summary>What became of a batch of requests.</summary>
[GenerateSerializer, Immutable, Alias("parley.requests.ack")]
internal sealed class RequestAck
{
    /// <summary>The topic does not live here, or in another activation: nothing was taken.</summary>
    [Id(0)] public bool IsElsewhere { get; init; }

    /// <summary>So many inputs from the front were taken; for the others the mailbox is too full.</summary>
    [Id(1)] public int Taken { get; init; }
}
