namespace Parley.Cluster.Contracts;

/// <summary>Deliveries of one topic, in their order.</summary>
[GenerateSerializer, Immutable, Alias("parley.deliveries.topic")]
internal sealed class TopicDeliveries
{
    [Id(0)] public required string Topic { get; init; }

    /// <summary>The life of the topic that sends them: what an earlier one has left behind is not wanted.</summary>
    [Id(1)] public long Activation { get; init; }
    [Id(2)] public required WireDelivery[] Items { get; init; }
}
