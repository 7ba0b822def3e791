using System.Collections.Concurrent;
using Parley.FrontEnd.Topics;
using Parley.FrontEnd.Transports;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Sessions;

/// <summary>The sessions of this process: begins them, finds them, ends them.</summary>
public sealed class SessionRegistry(
    FrontEndId frontEnd,
    IdSource ids,
    AttachmentTable attachments,
    ITopicRouter router,
    SessionOptions options,
    FrontEndInstruments instruments)
{
    private readonly ConcurrentDictionary<long, Session> _byNumber = new();
    private readonly ConcurrentDictionary<UserId, Session[]> _byUser = new();
    private readonly ConcurrentDictionary<TopicName, int> _calls = new();

    public FrontEndId FrontEnd => frontEnd;

    public int Count => _byNumber.Count;

    /// <summary>The server stops: no session begins any more.</summary>
    public bool IsShuttingDown { get; private set; }

    /// <summary>All sessions, without a lock: one that begins or ends meanwhile may or may not be seen.</summary>
    public IEnumerable<Session> All
    {
        get
        {
            foreach (var (_, session) in _byNumber)
                yield return session;
        }
    }

    /// <param name="startedAt">Time of the <see cref="SessionClock"/>.</param>
    public Session Begin(ITransport transport, int startedAt)
    {
        var number = (long)ids.NextUser().Value;
        var session = new Session(new SessionId(frontEnd, number), transport, options, instruments, startedAt);
        transport.Bind(session);
        _byNumber[number] = session;
        instruments.SessionBegun(transport.Kind);
        return session;
    }

    public Session? Find(SessionId id) =>
        id.FrontEnd == frontEnd && _byNumber.TryGetValue(id.Number, out var session) ? session : null;

    public IReadOnlyList<Session> OfUser(UserId user) => _byUser.TryGetValue(user, out var sessions) ? sessions : [];

    /// <summary>A session has logged in, and is found by its user from here on.</summary>
    public void AddUser(Session session)
    {
        _byUser.AddOrUpdate(session.User, static (_, added) => [added], static (_, others, added) => [.. others, added], session);
        session.Transport.OnLogin();
        // It may have ended at the same moment, before it could be found.
        if (session.IsEnded)
            RemoveUser(session);
    }

    /// <summary>
    /// Ends a session: its topics learn that it is gone, <paramref name="lastWord"/> and what waits before it is written, then the
    /// link closes. Without a last word the link closes at once.
    /// </summary>
    public void End(Session session, CtrlPacket? lastWord)
    {
        if (session.End() is not { } topics)
            return;
        _byNumber.TryRemove(session.Id.Number, out _);
        instruments.SessionEnded(session.Transport.Kind);
        if (session.IsAuthenticated)
            RemoveUser(session);
        foreach (var topic in topics)
        {
            // First, for the way to a topic elsewhere is forgotten when nobody here is attached to it.
            router.SessionGone(topic, session.Id);
            attachments.Remove(topic, session);
        }
        if (session.AnsweredIn is { } call)
        {
            if (!topics.Contains(call))
                router.SessionGone(call, session.Id);
            ForgetCall(call);
        }
        if (lastWord is null)
        {
            session.Transport.Abort();
            return;
        }
        session.Send(lastWord);
        session.Transport.Finish();
    }

    /// <summary>The session answers a call from <c>me</c>: its topic is told when the session ends, as if it were attached.</summary>
    public void AnswersCall(Session session, TopicName topic)
    {
        if (!session.TryAnswer(topic, out var before))
            return;
        _calls.AddOrUpdate(topic, 1, static (_, count) => count + 1);
        if (before is { } earlier)
            ForgetCall(earlier);
    }

    /// <summary>True if a session here takes part in a call of the topic without being attached to it.</summary>
    public bool TakesPartInCall(TopicName topic) => _calls.ContainsKey(topic);

    /// <summary>The account of these sessions is gone or suspended: 205 "evicted", and the end.</summary>
    /// <param name="except">Is left to its own reply; no session if none.</param>
    public void EndSessionsOf(UserId user, SessionId except, DateTime at)
    {
        foreach (var session in OfUser(user))
        {
            if (session.Id != except)
                End(session, new CtrlPacket { Code = ReplyCodes.Evicted, Timestamp = at });
        }
    }

    /// <summary>The server stops: 205 "server shutdown" to everybody.</summary>
    public void EndAll(DateTime at)
    {
        IsShuttingDown = true;
        var lastWord = new CtrlPacket { Code = ReplyCodes.ServerShutdown, Timestamp = at };
        foreach (var session in All)
            End(session, lastWord);
    }

    private void ForgetCall(TopicName topic)
    {
        if (_calls.AddOrUpdate(topic, 0, static (_, count) => count - 1) <= 0)
            _calls.TryRemove(KeyValuePair.Create(topic, 0));
    }

    private void RemoveUser(Session session)
    {
        while (_byUser.TryGetValue(session.User, out var sessions))
        {
            var index = Array.IndexOf(sessions, session);
            if (index < 0)
                return;
            Session[] others = [.. sessions[..index], .. sessions[(index + 1)..]];
            var isDone = others.Length == 0
                ? _byUser.TryRemove(KeyValuePair.Create(session.User, sessions))
                : _byUser.TryUpdate(session.User, others, sessions);
            if (isDone)
                return;
        }
    }
}
