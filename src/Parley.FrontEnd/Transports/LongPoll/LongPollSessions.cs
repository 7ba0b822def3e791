using System.Collections.Concurrent;
using Parley.FrontEnd.Sessions;
using Parley.Protocol;

namespace Parley.FrontEnd.Transports.LongPoll;

/// <summary>The polled sessions of this process, by their sids.</summary>
public sealed class LongPollSessions(SessionRegistry registry, SessionClock clock, IPacketCodec codec, LongPollOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, LongPollTransport> _bySid = new(StringComparer.Ordinal);

    /// <param name="place">Given back when a user has logged in, or the session ends.</param>
    public LongPollTransport Begin(string? remoteAddress, IDisposable place)
    {
        var link = new LongPollTransport(codec, options, time)
        {
            Sid = LongPollSid.Make(),
            RemoteAddress = remoteAddress,
            UnauthenticatedPlace = place,
            OnGone = Remove,
        };
        registry.Begin(link, clock.Now);
        _bySid[link.Sid] = link;
        // The server may have begun to stop meanwhile.
        if (registry.IsShuttingDown)
            registry.EndAll(time.UtcMilliseconds());
        return link;
    }

    /// <summary>A session that is alive, or has packets left for its client.</summary>
    public LongPollTransport? Find(string sid) => _bySid.TryGetValue(sid, out var link) && !link.IsOver ? link : null;

    private void Remove(LongPollTransport link)
    {
        _bySid.TryRemove(link.Sid, out _);
        registry.End(link.Session, null);
    }
}
