namespace Parley.Cluster.Contracts;

/// <summary>Inputs of one front end for one topic, in their order.</summary>
[GenerateSerializer, Immutable, Alias("parley.requests")]
internal sealed class RequestBatch
{
    [Id(0)] public required string Topic { get; init; }

    /// <summary>The activation for which the front end takes the topic. Another one refuses: sessions must attach to it first.</summary>
    [Id(1)] public long Activation { get; init; }
    [Id(2)] public long FrontEnd { get; init; }
    [Id(3)] public required SiloAddress Sender { get; init; }

    /// <summary>Grows with every batch of the sender; a repeated one is not taken twice.</summary>
    [Id(4)] public long Sequence { get; init; }
    [Id(5)] public required WireInput[] Inputs { get; init; }
}
