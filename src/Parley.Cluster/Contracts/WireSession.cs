namespace Parley.Cluster.Contracts;

/// <summary>A session of any process.</summary>
[GenerateSerializer, Immutable, Alias("parley.session")]
internal readonly record struct WireSession([property: Id(0)] long FrontEnd, [property: Id(1)] long Number);
