using System.Collections.Concurrent;
using Parley.Cluster.FrontEnds;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;

namespace Parley.Cluster.Tests.Support;

/// <summary>The sessions of one process: notes what arrives for each of them, and in which order.</summary>
internal sealed class FakeFrontEnd : ILocalFrontEnd
{
    private readonly ConcurrentDictionary<TopicName, ConcurrentDictionary<SessionId, (UserId User, AccessMode Mode)>> _attached = new();
    private readonly ConcurrentDictionary<TopicName, int> _inside = new();
    private readonly ConcurrentDictionary<(TopicName, SessionId), List<object>> _received = new();
    private long _sessions, _requests;

    public FrontEndId Id { get; } = new(Random.Shared.NextInt64(1, long.MaxValue));

    /// <summary>What <see cref="Receive"/> answers.</summary>
    public double Fullness { get; set; }

    public List<string> Faults { get; } = [];

    public ConcurrentQueue<(UserId User, SessionId Except)> Ended { get; } = new();

    public ConcurrentQueue<MeNotice> Notices { get; } = new();

    public SessionId NewSession() => new(Id, Interlocked.Increment(ref _sessions));

    public static UserId UserOf(SessionId session) => new((ulong)session.Number + 1000);

    public TopicRequest Sub(TopicName topic, SessionId session, int? resumes = null) =>
        Request(session, topic, new SubPacket { Topic = topic.Value, Id = "sub" }, resumes);

    public TopicRequest Pub(TopicName topic, SessionId session, int number) =>
        Request(session, topic, new PubPacket { Topic = topic.Value, Id = $"{number}", Content = Payload.FromJson($"{number}") });

    public TopicRequest Leave(TopicName topic, SessionId session) =>
        Request(session, topic, new LeavePacket { Topic = topic.Value, Id = "leave" });

    /// <summary>Numbers of the messages that a session has received, in their order.</summary>
    public List<int> Data(TopicName topic, SessionId session) => Of(topic, session).OfType<DataPacket>().Select(d => d.Seq).ToList();

    public int DataCount(TopicName topic, SessionId session) => Count(topic, session, o => o is DataPacket);

    /// <summary>What a session was told of others, in its order: "usr… on".</summary>
    public List<string> Presence(TopicName topic, SessionId session) =>
        Of(topic, session).OfType<PresPacket>().Select(p => $"{p.Source} {p.What}").ToList();

    /// <summary>Ids of the replies that a session has received, in their order.</summary>
    public List<string> Replies(TopicName topic, SessionId session) => Of(topic, session).OfType<CtrlPacket>().Select(d => d.Id!).ToList();

    public bool IsSessionAttached(TopicName topic, SessionId session) => _attached.TryGetValue(topic, out var all) && all.ContainsKey(session);

    public bool IsAttached(TopicName topic) => _attached.TryGetValue(topic, out var all) && !all.IsEmpty;

    public double Receive(TopicName topic, IReadOnlyList<Delivery> deliveries)
    {
        if (_inside.AddOrUpdate(topic, 1, (_, n) => n + 1) != 1)
            Fault($"{topic}: two threads at once");
        foreach (var delivery in deliveries)
            Take(topic, delivery);
        _inside.AddOrUpdate(topic, 0, (_, n) => n - 1);
        return Fullness;
    }

    public IReadOnlyList<TopicRequest> ResumeRequests(TopicName topic) =>
        _attached.TryGetValue(topic, out var all)
            ? [.. all.Keys.Select(s => Sub(topic, s, Data(topic, s).DefaultIfEmpty().Max()))]
            : [];

    public void EndSessionsOf(UserId user, SessionId except) => Ended.Enqueue((user, except));

    public void Fault(string what)
    {
        lock (Faults)
            Faults.Add(what);
    }

    private void Take(TopicName topic, Delivery delivery)
    {
        switch (delivery)
        {
            case Delivery.Reply reply:
                if (reply.Packet is CtrlPacket { Code.IsError: true } refusal)
                    Fault($"{topic}: {refusal.Code}");
                Note(topic, reply.Session, reply.Packet);
                break;
            case Delivery.Broadcast broadcast:
                foreach (var (session, (user, mode)) in _attached.GetValueOrDefault(topic) ?? [])
                {
                    if (broadcast.Audience.Includes(session, user, mode, false))
                        Note(topic, session, broadcast.Packets.Default);
                }
                break;
            case Delivery.NotifyOnMe notice:
                Notices.Enqueue(notice.Notice);
                break;
            case Delivery.Attach attach:
                _attached.GetOrAdd(topic, _ => new())[attach.Session] = (attach.User, attach.Mode);
                Note(topic, attach.Session, attach);
                break;
            case Delivery.Detach detach:
                _attached.GetValueOrDefault(topic)?.TryRemove(detach.Session, out _);
                break;
            case Delivery.DetachAll:
                _attached.TryRemove(topic, out _);
                break;
        }
    }

    private void Note(TopicName topic, SessionId session, object what)
    {
        var list = _received.GetOrAdd((topic, session), _ => []);
        lock (list)
            list.Add(what);
    }

    private List<object> Of(TopicName topic, SessionId session)
    {
        if (!_received.TryGetValue((topic, session), out var list))
            return [];
        lock (list)
            return [.. list];
    }

    private int Count(TopicName topic, SessionId session, Func<object, bool> which)
    {
        if (!_received.TryGetValue((topic, session), out var list))
            return 0;
        lock (list)
            return list.Count(which);
    }

    private TopicRequest Request(SessionId session, TopicName topic, Protocol.Packets.ClientPacket packet, int? resumes = null) => new(
        new Requester
        {
            Session = session,
            User = UserOf(session),
            Level = AuthLevel.Authenticated,
            SessionUser = UserOf(session),
            SessionLevel = AuthLevel.Authenticated,
        },
        topic.Value,
        packet,
        Interlocked.Increment(ref _requests),
        DateTime.UtcNow,
        resumes);
}
