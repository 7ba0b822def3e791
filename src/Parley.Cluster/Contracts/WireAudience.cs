namespace Parley.Cluster.Contracts;

/// <summary>Who receives a broadcast.</summary>
[GenerateSerializer, Immutable, Alias("parley.audience")]
internal sealed class WireAudience
{
    [Id(0)] public int Needs { get; init; }
    [Id(1)] public int NeedsAny { get; init; }
    [Id(2)] public int Forbids { get; init; }
    [Id(3)] public WireSession SkipSession { get; init; }
    [Id(4)] public WireSession OnlySession { get; init; }
    [Id(5)] public ulong OnlyUser { get; init; }
    [Id(6)] public ulong ExcludeUser { get; init; }
    [Id(7)] public int Readers { get; init; }
}
