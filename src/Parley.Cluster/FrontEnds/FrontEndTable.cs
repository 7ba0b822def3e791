using System.Collections.Concurrent;
using System.Collections.Immutable;
using Parley.Protocol.Routing;

namespace Parley.Cluster.FrontEnds;

/// <summary>
/// The other processes: which there are, and which front end each holds. A front end is learned from its first request: before it
/// no topic can have anything for one of its sessions.
/// </summary>
internal sealed class FrontEndTable
{
    private readonly ConcurrentDictionary<FrontEndId, SiloAddress> _silos = new();
    private volatile State _state = new([], []);

    /// <summary>The processes that take deliveries, without this one.</summary>
    public ImmutableArray<SiloAddress> Others => _state.Others;

    /// <summary>True for a process that will never come back.</summary>
    public bool IsDead(SiloAddress silo) => _state.Dead.Contains(silo);

    public void Learn(FrontEndId frontEnd, SiloAddress silo) => _silos.TryAdd(frontEnd, silo);

    public bool TryGetSilo(FrontEndId frontEnd, out SiloAddress? silo) => _silos.TryGetValue(frontEnd, out silo);

    /// <summary>The front ends that a process holds: one, as far as it is known.</summary>
    public IEnumerable<FrontEndId> FrontEndsOf(SiloAddress silo) => _silos.Where(p => p.Value.Equals(silo)).Select(p => p.Key);

    /// <summary>Takes over the state of the cluster; returns the processes that have died since the last time.</summary>
    public IReadOnlyList<SiloAddress> Update(IEnumerable<SiloAddress> others, IEnumerable<SiloAddress> dead)
    {
        var before = _state;
        var now = new State([.. others], [.. before.Dead, .. dead]);
        _state = now;
        return [.. now.Dead.Except(before.Dead)];
    }

    /// <summary>Forgets a process; returns the front ends that it held.</summary>
    public IReadOnlyList<FrontEndId> Remove(SiloAddress silo)
    {
        List<FrontEndId> lost = [];
        foreach (var (frontEnd, where) in _silos)
        {
            if (where.Equals(silo) && _silos.TryRemove(frontEnd, out _))
                lost.Add(frontEnd);
        }
        return lost;
    }

    private sealed record State(ImmutableArray<SiloAddress> Others, ImmutableHashSet<SiloAddress> Dead);
}
