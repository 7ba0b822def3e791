using Parley.Protocol.Routing;

namespace Parley.Cluster.Routing;

/// <summary>The other processes which hold sessions attached to one topic. Used by one thread at a time.</summary>
internal sealed class AttachedFrontEnds
{
    private Dictionary<SiloAddress, HashSet<SessionId>>? _sessions;
    private SiloAddress[] _silos = [];

    public ReadOnlySpan<SiloAddress> Silos => _silos;

    public void Add(SiloAddress silo, SessionId session)
    {
        _sessions ??= [];
        if (!_sessions.TryGetValue(silo, out var sessions))
        {
            _sessions[silo] = sessions = [];
            _silos = [.. _sessions.Keys];
        }
        sessions.Add(session);
    }

    /// <summary>True if the session was attached.</summary>
    public bool Remove(SiloAddress silo, SessionId session)
    {
        if (_sessions is null || !_sessions.TryGetValue(silo, out var sessions) || !sessions.Remove(session))
            return false;
        if (sessions.Count == 0)
            Remove(silo);
        return true;
    }

    public void Remove(SiloAddress silo)
    {
        if (_sessions is not null && _sessions.Remove(silo))
            _silos = [.. _sessions.Keys];
    }

    public void Clear() => (_sessions, _silos) = (null, []);
}
