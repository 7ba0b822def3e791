namespace Parley.Cluster.Contracts;

/// <summary>Who asks, between processes. The front end of the session is that of the batch.</summary>
[GenerateSerializer, Immutable, Alias("parley.requester")]
internal sealed class WireRequester
{
    [Id(0)] public long Session { get; init; }
    [Id(1)] public ulong User { get; init; }
    [Id(2)] public int Level { get; init; }
    [Id(3)] public ulong SessionUser { get; init; }
    [Id(4)] public int SessionLevel { get; init; }
    [Id(5)] public bool IsBackground { get; init; }
    [Id(6)] public string? UserAgent { get; init; }
    [Id(7)] public string? Country { get; init; }
    [Id(8)] public string? Language { get; init; }
}
