using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Cluster.FrontEnds;
using Parley.FrontEnd.Topics;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;

namespace Parley.Cluster.Tests.Simulation;

/// <summary>The sessions of one process of the simulation. Looks at each message as it comes: in order, once, and none left out.</summary>
internal sealed class SimulatedFrontEnd(IServiceProvider services) : ILocalFrontEnd
{
    private readonly Lazy<ITopicRouter> _router = new(services.GetRequiredService<ITopicRouter>);
    private readonly Lock _lock = new();
    private readonly Dictionary<SessionId, SimulatedSession> _sessions = [];
    private readonly List<(TopicName, int, string)> _acknowledged = [];
    private readonly List<string> _faults = [];
    private long _numbers;

    public FrontEndId Id { get; } = new(Random.Shared.NextInt64(1, long.MaxValue));

    /// <summary>Messages whose publishing was answered 202.</summary>
    public IReadOnlyList<(TopicName Topic, int Seq, string Content)> Acknowledged => Look(_ => _acknowledged.ToArray());

    public IReadOnlyList<string> Faults => Look(_ => _faults.ToArray());

    /// <summary>Looks at the open sessions while nothing changes.</summary>
    public T Look<T>(Func<IReadOnlyList<SimulatedSession>, T> look)
    {
        lock (_lock)
            return look([.. _sessions.Values.OrderBy(s => s.Id.Number)]);
    }

    public SimulatedSession Open(UserId user)
    {
        lock (_lock)
        {
            var session = new SimulatedSession(new SessionId(Id, ++_numbers), user);
            return _sessions[session.Id] = session;
        }
    }

    /// <summary>The connection is lost: as the real front end, this one tells the topics to which the session is attached now.</summary>
    public void Lose(SimulatedSession session)
    {
        TopicName[] attached;
        lock (_lock)
        {
            session.IsOpen = false;
            _sessions.Remove(session.Id);
            attached = [.. session.Attachments.Keys];
        }
        foreach (var topic in attached)
            _router.Value.SessionGone(topic, session.Id);
    }

    /// <summary>Sends a packet to a topic; returns the number of the request.</summary>
    public long Send(SimulatedSession session, TopicName topic, TopicPacket packet)
    {
        TopicRequest request;
        lock (_lock)
        {
            var address = AddressOf(topic, session.User);
            var id = $"{++session.Sent}";
            if (packet is PubPacket pub)
                session.Published[id] = pub.Content.ToString();
            request = new TopicRequest(session.Requester, address, packet with { Topic = address, Id = id }, session.Sent, DateTime.UtcNow);
        }
        _router.Value.Post(topic, request);
        return request.Number;
    }

    public double Receive(TopicName topic, IReadOnlyList<Delivery> deliveries)
    {
        List<SessionId> gone = [];
        lock (_lock)
        {
            foreach (var delivery in deliveries)
                Take(topic, delivery, gone);
        }
        foreach (var session in gone)
            _router.Value.SessionGone(topic, session);
        return 0;
    }

    public bool IsAttached(TopicName topic) => Look(all => all.Any(s => s.Attachments.ContainsKey(topic)));

    public IReadOnlyList<TopicRequest> ResumeRequests(TopicName topic) => Look(all => all
        .Where(s => s.Attachments.ContainsKey(topic))
        .Select(s =>
        {
            var address = AddressOf(topic, s.User);
            Trace(s, $"{topic} resume after {s.Attachments[topic].Seq}");
            s.Attachments[topic] = s.Attachments[topic] with { IsReturning = true };
            return new TopicRequest(
                s.Requester, address, new SubPacket { Topic = address }, ++s.Sent, DateTime.UtcNow, s.Attachments[topic].Seq);
        })
        .ToArray());

    public void EndSessionsOf(UserId user, SessionId except)
    {
    }

    private static string AddressOf(TopicName topic, UserId user) =>
        topic.IsMe ? TopicAddress.Me : topic.TryGetPeerOf(user, out var peer) ? peer.ToString() : topic.Value;

    private void Take(TopicName topic, Delivery delivery, List<SessionId> gone)
    {
        switch (delivery)
        {
            case Delivery.Reply reply when _sessions.TryGetValue(reply.Session, out var session):
                if (reply.EndsRequest != 0)
                    session.Answered.Add(reply.EndsRequest);
                Receive(topic, session, reply.Packet);
                break;
            case Delivery.Broadcast broadcast:
                foreach (var session in _sessions.Values)
                {
                    if (!session.Attachments.TryGetValue(topic, out var at) || !broadcast.Audience.Includes(session.Id, session.User, at.Mode, false))
                        continue;
                    if (broadcast.Packets.Default is not DataPacket data || (!at.IsReturning && data.Seq > at.Seq))
                        Receive(topic, session, broadcast.Packets.Default);
                }
                break;
            case Delivery.Attach attach when _sessions.TryGetValue(attach.Session, out var session):
                // Taken back after a loss, it still has to see what it has missed.
                var seq = session.Attachments.TryGetValue(topic, out var before) ? before.Seq : attach.Seq;
                session.Attachments[topic] = new SimulatedSession.Attached(attach.Mode, seq);
                Trace(session, $"{topic} attach {attach.Seq} ({before?.Seq})");
                break;
            case Delivery.Attach attach:
                gone.Add(attach.Session);
                break;
            case Delivery.Detach detach when _sessions.TryGetValue(detach.Session, out var session):
                Detach(topic, session);
                break;
            case Delivery.DetachAll:
                foreach (var session in _sessions.Values)
                    Detach(topic, session);
                break;
        }
    }

    private static void Detach(TopicName topic, SimulatedSession session)
    {
        session.Attachments.Remove(topic);
        Trace(session, $"{topic} detach");
        if (topic.IsMe)
            session.Told.Clear();
    }

    private void Receive(TopicName topic, SimulatedSession session, ServerPacket packet)
    {
        switch (packet)
        {
            case DataPacket data:
                See(topic, session, data.Seq);
                break;
            case CtrlPacket { Code.Number: 202, Id: { } id } ctrl when session.Published.TryGetValue(id, out var content):
                using (var parameters = JsonDocument.Parse(ctrl.Params.Utf8))
                    _acknowledged.Add((topic, parameters.RootElement.GetProperty("seq").GetInt32(), content));
                break;
            case CtrlPacket { Code.Number: not 202 } answer when answer.Code.Number < 500:
                Trace(session, $"{topic} {answer.Id} {answer.Code}");
                break;
            case CtrlPacket { Code.Number: >= 500 } ctrl:
                _faults.Add($"{session} was answered {ctrl.Code} by {topic}");
                break;
            case PresPacket { What: PresWhat.On or PresWhat.Off, Source: { } source } pres when topic.IsMe:
                session.Told[source] = pres.What == PresWhat.On;
                break;
            case MetaPacket { Sub: { } contacts } when topic.IsMe:
                session.Lists++;
                foreach (var contact in contacts)
                    session.Told[contact.Topic!] = contact.Online;
                break;
        }
    }

    private static void Trace(SimulatedSession session, string what)
    {
        session.Trace.Enqueue(what);
        if (session.Trace.Count > 50)
            session.Trace.Dequeue();
    }

    private void See(TopicName topic, SimulatedSession session, int seq)
    {
        Trace(session, $"{topic} message {seq}");
        if (seq <= session.LastSeen.GetValueOrDefault(topic))
            _faults.Add($"{session} sees message {seq} of {topic} after {session.LastSeen[topic]}");
        session.LastSeen[topic] = seq;
        if (!session.Attachments.TryGetValue(topic, out var at))
        {
            _faults.Add($"{session} sees message {seq} of {topic} without being attached");
            return;
        }
        if (seq != at.Seq + 1)
            _faults.Add($"{session} sees message {seq} of {topic}, and {at.Seq} before it: {string.Join(", ", session.Trace.Where(t => t.StartsWith(topic.Value, StringComparison.Ordinal)))}");
        session.Attachments[topic] = at with { Seq = seq };
    }
}
