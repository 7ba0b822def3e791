using Parley.Protocol.Access;

namespace Parley.Topics.Tests.Simulation;

/// <summary>A live subscription as committed.</summary>
internal sealed record LedgerSubscription(AccessMode Mode, DateTime Created)
{
    /// <summary>The user has got P, after it had subscribed without or lost it.</summary>
    public bool HasGainedPresence { get; init; }

    public int ReadSeq { get; set; }

    public int RecvSeq { get; set; }
}
