namespace Parley.Cluster.Contracts;

/// <summary>Where a topic lives.</summary>
/// <param name="Silo">The process.</param>
/// <param name="Activation">One life of the topic there: a random number, never 0.</param>
[GenerateSerializer, Immutable, Alias("parley.home")]
internal sealed record TopicHome([property: Id(0)] SiloAddress Silo, [property: Id(1)] long Activation);
