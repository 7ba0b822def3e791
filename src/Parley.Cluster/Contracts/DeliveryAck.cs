namespace Parley.Cluster.Contracts;

/// <summary>A batch of deliveries was carried out.</summary>
[GenerateSerializer, Immutable, Alias("parley.deliveries.ack")]
internal sealed class DeliveryAck
{
    /// <summary>For each topic of the batch how full the queues of its sessions are, 0 to 1.</summary>
    [Id(0)] public required float[] Fullness { get; init; }
}
