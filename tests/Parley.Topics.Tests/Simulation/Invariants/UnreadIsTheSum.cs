
namespace Parley.Topics.Tests.Simulation.Invariants;

/// <summary>What the database counts as unread is the sum over the topics that the user may read.</summary>
internal sealed class UnreadIsTheSum(SimulatedWorld world) : Invariant(world)
{
    public override async Task LookWhenQuietAsync(CancellationToken cancellationToken)
    {
        foreach (var person in World.People)
        {
            var expected = 0;
            foreach (var topic in World.Ledger.Topics.Where(t => t.Exists))
            {
                if (topic.Subscriptions.TryGetValue(new(topic.Name, person.User), out var own) && own.Mode.IsReader)
                    expected += topic.LastSeq - own.ReadSeq;
            }
            var unread = await World.Store.Inner.Subscriptions.UnreadAsync(person.User, cancellationToken);
            if (unread != expected)
                Fail($"{person} has {unread} unread, and should have {expected}");
        }
    }
}
