using Microsoft.Extensions.Logging;
using Parley.FrontEnd.Topics;
using Parley.Protocol;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Sessions;

/// <summary>
/// One timer for all sessions: late requests, background sessions that become visible, logins that never come, pings. Time is counted
/// in ticks of a quarter of a second, so that a request notes its deadline by reading one number.
/// </summary>
public sealed partial class SessionClock : IDisposable
{
    private const int TicksPerRound = 4;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider _time;
    private readonly SessionRegistry _registry;
    private readonly ITopicRouter _router;
    private readonly ILogger<SessionClock> _logger;
    private readonly long _started;
    private readonly ITimer _timer;
    private readonly List<LateRequest> _late = [];
    private readonly int _unauthenticatedTicks;
    private Session? _watched;
    private int _isRunning;
    private int _nextRound = TicksPerRound;
    private int _now;

    public SessionClock(
        TimeProvider time, SessionRegistry registry, ITopicRouter router, SessionOptions options, ILogger<SessionClock> logger)
    {
        (_time, _registry, _router, _logger) = (time, registry, router, logger);
        _unauthenticatedTicks = Ticks(options.UnauthenticatedTimeMax);
        RequestTicks = Ticks(options.RequestDeadline);
        _started = time.GetTimestamp();
        _timer = time.CreateTimer(static clock => ((SessionClock)clock!).OnTimer(), this, Tick, Tick);
    }

    /// <summary>Ticks since the start.</summary>
    public int Now => Volatile.Read(ref _now);

    /// <summary>The time that a topic has to answer.</summary>
    public int RequestTicks { get; }

    /// <summary>A time span in ticks, at least one.</summary>
    public static int Ticks(TimeSpan span) => (int)Math.Max(1, Math.Ceiling(span / Tick));

    /// <summary>Looks after a session until it has no pending request and is not in the background.</summary>
    public void Watch(Session session)
    {
        // A session that publishes all the time gets into the list once for each tick, not once for each message.
        if (Volatile.Read(ref session.WatchFlag) != 0 || Interlocked.Exchange(ref session.WatchFlag, 1) != 0)
            return;
        Push(session);
    }

    public void Dispose() => _timer.Dispose();

    private void OnTimer()
    {
        // A timer does not wait for its last call.
        if (Interlocked.Exchange(ref _isRunning, 1) != 0)
            return;
        try
        {
            Volatile.Write(ref _now, (int)(_time.GetElapsedTime(_started) / Tick));
            LookAfterWatched();
            if (_now >= _nextRound)
            {
                _nextRound = _now + TicksPerRound;
                LookAfterAll();
            }
        }
#pragma warning disable CA1031 // An exception in a timer would end the process.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.TickFailed(_logger, exception);
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    private void LookAfterWatched()
    {
        for (var session = Interlocked.Exchange(ref _watched, null); session is not null;)
        {
            var next = session.NextWatched;
            session.NextWatched = null;
            LookAfter(session);
            session = next;
        }
    }

    private void LookAfter(Session session)
    {
        session.Requests.TakeExpired(_now, _late);
        foreach (var request in _late)
        {
            session.Send(new CtrlPacket
            {
                Id = request.Id,
                Topic = request.Address,
                Code = ReplyCodes.ServiceUnavailable,
                Timestamp = _time.UtcMilliseconds(),
            });
        }
        _late.Clear();
        if (session.IsBackground && session.ForegroundAt <= _now)
        {
            foreach (var topic in session.BecomeForeground())
                _router.BecameForeground(topic, session.Id);
        }
        if (session.IsEnded)
            return;
        if (!session.Requests.IsEmpty || session.IsBackground)
        {
            Push(session);
            return;
        }
        Volatile.Write(ref session.WatchFlag, 0);
        // A request that came just before the flag fell must not go unwatched.
        Interlocked.MemoryBarrier();
        if (!session.Requests.IsEmpty || session.IsBackground)
            Watch(session);
    }

    private void LookAfterAll()
    {
        foreach (var session in _registry.All)
        {
            if (!session.IsAuthenticated && _now - session.StartedAt >= _unauthenticatedTicks)
                _registry.End(session, null);
            else
                session.Transport.OnTick(_now);
        }
    }

    private void Push(Session session)
    {
        Session? first;
        do
        {
            first = Volatile.Read(ref _watched);
            session.NextWatched = first;
        }
        while (Interlocked.CompareExchange(ref _watched, session, first) != first);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "TickFailed", Level = LogLevel.Error, Message = "Looking after the sessions failed.")]
        public static partial void TickFailed(ILogger logger, Exception exception);
    }
}
