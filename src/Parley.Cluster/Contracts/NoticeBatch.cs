namespace Parley.Cluster.Contracts;

/// <summary>Word for whatever topics are loaded in a process.</summary>
[GenerateSerializer, Immutable, Alias("parley.notices")]
internal sealed class NoticeBatch
{
    [Id(0)] public required WireNotice[] Notices { get; init; }
}
