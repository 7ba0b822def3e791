namespace Parley.Cluster.Contracts;

/// <summary>Word of one topic to others, between processes.</summary>
[GenerateSerializer, Immutable, Alias("parley.notice")]
internal sealed class WireNotice
{
    [Id(0)] public required string[] Targets { get; init; }
    [Id(1)] public required string From { get; init; }
    [Id(2)] public required string Source { get; init; }
    [Id(3)] public int What { get; init; }
    [Id(4)] public int Command { get; init; }
    [Id(5)] public bool WantsReply { get; init; }
    [Id(6)] public string? UserAgent { get; init; }

    /// <summary>UTC.</summary>
    [Id(7)] public DateTime At { get; init; }
    [Id(8)] public WireSession SkipSession { get; init; }

    /// <summary>Of the topic, with word of unread messages.</summary>
    [Id(9)] public int LastSeq { get; init; }

    /// <summary>Of the user, with word of unread messages.</summary>
    [Id(10)] public int ReadSeq { get; init; }
}
