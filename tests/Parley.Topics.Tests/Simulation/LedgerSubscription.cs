using Parley.Protocol.Access;

namespace Parley.Topics.Tests.Simulation;

/// <summary>A live subscription as committed.</summary>
internal sealed record LedgerSubscription(AccessMode Mode, DateTime Created)
{
    public int ReadSeq { get; set; }

    public int RecvSeq { get; set; }
}
