namespace Parley.Cluster.Contracts;

/// <summary>An account was deleted, suspended or resumed, or has other tags: told to every process.</summary>
[GenerateSerializer, Immutable, Alias("parley.account")]
internal sealed class AccountChange
{
    [Id(0)] public ulong User { get; init; }

    /// <summary>10 suspended, 20 deleted, 0 in use again.</summary>
    [Id(1)] public int State { get; init; }

    /// <summary>A session that is not ended.</summary>
    [Id(2)] public WireSession ActingSession { get; init; }

    /// <summary>Users who had a conversation with a deleted one.</summary>
    [Id(3)] public required ulong[] Peers { get; init; }
    [Id(4)] public required OwnedGroup[] Groups { get; init; }

    /// <summary>UTC.</summary>
    [Id(5)] public DateTime At { get; init; }

    /// <summary>Only the tags have changed; the state says nothing.</summary>
    [Id(6)] public bool IsOfTags { get; init; }

    /// <summary>A group of the user, and who must learn that it is gone.</summary>
    [GenerateSerializer, Immutable, Alias("parley.account.group")]
    internal sealed class OwnedGroup
    {
        [Id(0)] public required string Name { get; init; }
        [Id(1)] public required ulong[] Members { get; init; }
    }
}
