namespace Parley.Cluster.Contracts;

/// <summary>The forms of one packet, each as JSON.</summary>
[GenerateSerializer, Immutable, Alias("parley.variants")]
internal sealed class WireVariants
{
    [Id(0)] public required byte[] Default { get; init; }
    [Id(1)] public ulong SpecialUser { get; init; }
    [Id(2)] public byte[]? Special { get; init; }
    [Id(3)] public byte[]? ForReaders { get; init; }
}
