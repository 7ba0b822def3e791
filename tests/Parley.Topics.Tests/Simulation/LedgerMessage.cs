using Parley.Protocol;
using Parley.Protocol.Names;

namespace Parley.Topics.Tests.Simulation;

/// <summary>A message as committed.</summary>
/// <param name="Readers">Who might read it when it was stored.</param>
internal sealed record LedgerMessage(Payload Content, UserId From, IReadOnlySet<UserId> Readers)
{
    public bool IsDeleted { get; set; }

    public HashSet<UserId> DeletedFor { get; } = [];
}
