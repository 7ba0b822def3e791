namespace Parley.Cluster.Contracts;

/// <summary>Users who get one packet on <c>me</c>.</summary>
[GenerateSerializer, Immutable, Alias("parley.group")]
internal sealed class WireNoticeGroup
{
    [Id(0)] public required WireVariants Packets { get; init; }
    [Id(1)] public required ulong[] Users { get; init; }
}
