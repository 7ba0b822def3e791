namespace Parley.Cluster.Contracts;

/// <summary>What the topics of one shard of a process send to one front end.</summary>
[GenerateSerializer, Immutable, Alias("parley.deliveries")]
internal sealed class DeliveryBatch
{
    [Id(0)] public required SiloAddress Sender { get; init; }
    [Id(1)] public int Shard { get; init; }

    /// <summary>Grows with every batch of the sender's shard; a repeated one is not carried out twice.</summary>
    [Id(2)] public long Sequence { get; init; }
    [Id(3)] public required TopicDeliveries[] Topics { get; init; }
}
