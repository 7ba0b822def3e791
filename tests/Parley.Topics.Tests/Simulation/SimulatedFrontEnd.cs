using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Routing;

namespace Parley.Topics.Tests.Simulation;

/// <summary>Holds all sessions and carries out what topics send, as a process with connections does.</summary>
internal sealed class SimulatedFrontEnd(SimulatedWorld world)
{
    private readonly FrontEndId _id = new(7);
    private readonly SortedDictionary<long, SimulatedSession> _sessions = [];
    private long _last;

    public IReadOnlyCollection<SimulatedSession> Sessions => _sessions.Values;

    public SimulatedSession Open(Person person, bool isBackground)
    {
        var session = new SimulatedSession(new SessionId(_id, ++_last), person, isBackground);
        _sessions.Add(session.Id.Number, session);
        return session;
    }

    public void Lose(SimulatedSession session)
    {
        session.IsOpen = false;
        _sessions.Remove(session.Id.Number);
        foreach (var topic in session.Attachments.Keys.OrderBy(t => t.Value, StringComparer.Ordinal))
            world.PostIfLoaded(topic, new TopicInput.SessionGone(session.Id, world.Now));
    }

    public void BecomeForeground(SimulatedSession session)
    {
        session.IsBackground = false;
        foreach (var topic in session.Attachments.Keys.OrderBy(t => t.Value, StringComparer.Ordinal))
            world.PostIfLoaded(topic, new TopicInput.Foreground(session.Id, world.Now));
    }

    public void Receive(TopicName topic, Delivery delivery)
    {
        switch (delivery)
        {
            case Delivery.Reply reply:
                if (Find(reply.Session) is { } asked)
                    Give(new Reception(topic, asked, reply.Packet, ReceptionKind.Reply) { Ends = reply.EndsRequest });
                break;
            case Delivery.Broadcast broadcast:
                Broadcast(topic, broadcast);
                break;
            case Delivery.NotifyOnMe notify:
                Notify(topic, notify.Notice);
                break;
            case Delivery.Attach attach:
                Attach(topic, attach);
                break;
            case Delivery.Detach detach:
                Find(detach.Session)?.Attachments.Remove(topic);
                break;
            case Delivery.DetachAll:
                foreach (var session in Sessions)
                    session.Attachments.Remove(topic);
                break;
            case Delivery.ModeChanged changed:
                foreach (var (session, at) in AttachedTo(topic).Where(a => a.At.User == changed.User && a.At.IsReader == changed.IsReader))
                    session.Attachments[topic] = at with { Mode = changed.Mode };
                break;
        }
    }

    /// <summary>The sessions attached to a topic.</summary>
    public IReadOnlyList<(SimulatedSession Session, SimulatedSession.Attached At)> AttachedTo(TopicName topic)
    {
        var attached = new List<(SimulatedSession, SimulatedSession.Attached)>();
        foreach (var session in _sessions.Values)
        {
            if (session.Attachments.TryGetValue(topic, out var at))
                attached.Add((session, at));
        }
        return attached;
    }

    private SimulatedSession? Find(SessionId id) => _sessions.GetValueOrDefault(id.Number);

    private void Attach(TopicName topic, Delivery.Attach attach)
    {
        if (Find(attach.Session) is not { } session)
        {
            world.PostIfLoaded(topic, new TopicInput.SessionGone(attach.Session, world.Now));
            return;
        }
        session.Attachments[topic] = new SimulatedSession.Attached(attach.User, attach.Mode, attach.IsReader);
        world.Attached(topic, session, attach);
        if (!session.IsBackground)
            world.PostIfLoaded(topic, new TopicInput.Foreground(session.Id, world.Now));
    }

    private void Broadcast(TopicName topic, Delivery.Broadcast broadcast)
    {
        foreach (var (session, at) in AttachedTo(topic))
        {
            if (broadcast.Audience.Includes(session.Id, at.User, at.Mode, at.IsReader))
                Give(new Reception(topic, session, broadcast.Packets.For(at.User, at.IsReader), ReceptionKind.Broadcast) { At = at });
        }
    }

    private void Notify(TopicName topic, MeNotice notice)
    {
        foreach (var group in notice.Groups)
        {
            foreach (var user in group.Users)
            {
                foreach (var (session, at) in AttachedTo(TopicName.Me(user)))
                {
                    if (IsTold(notice, session, at))
                        Give(new Reception(topic, session, group.Packets.For(user, isReader: false), ReceptionKind.OnMe) { At = at });
                }
            }
        }
    }

    private static bool IsTold(MeNotice notice, SimulatedSession session, SimulatedSession.Attached me) =>
        session.Id != notice.SkipSession
        && (!notice.NeedsPresence || me.Mode.IsPresencer)
        && (notice.UnlessAttachedTo is not { } topic || !session.Attachments.ContainsKey(topic));

    private void Give(Reception reception) => world.Received(reception);
}
