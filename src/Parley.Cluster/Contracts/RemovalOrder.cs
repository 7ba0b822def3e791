namespace Parley.Cluster.Contracts;

/// <summary>The operator deletes a topic: told to the process in which it lives.</summary>
[GenerateSerializer, Immutable, Alias("parley.removal")]
internal sealed class RemovalOrder
{
    [Id(0)] public required string Topic { get; init; }

    /// <summary>The life of the topic that is meant.</summary>
    [Id(1)] public long Activation { get; init; }

    /// <summary>Removes everything; else the topic is marked deleted.</summary>
    [Id(2)] public bool Hard { get; init; }

    /// <summary>UTC.</summary>
    [Id(3)] public DateTime At { get; init; }
}
