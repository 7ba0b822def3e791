using Parley.FrontEnd.Encoding;
using Parley.FrontEnd.Sessions;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Topics;

/// <summary>Carries out what topics send to the sessions of this process.</summary>
public sealed class DeliveryReceiver(SessionRegistry sessions, AttachmentTable attachments, ITopicRouter router)
{
    /// <summary>
    /// Carries out deliveries of one topic in their order. Must not be called for the same topic from two threads at once.
    /// </summary>
    /// <returns>How full the queues of the receiving sessions are: the median, 0 to 1.</returns>
    public double Receive(TopicName topic, IReadOnlyList<Delivery> deliveries)
    {
        var work = new Work(DrainBatch.Rent());
        try
        {
            for (var i = 0; i < deliveries.Count; i++)
                Take(topic, deliveries[i], ref work);
        }
        finally
        {
            // Only now, so that a reply is not on the wire before the attachment that it tells of; but in any case, or those who have got
            // something would wait for ever.
            work.Drains.Start();
        }
        return work.Fullness.Median;
    }

    private void Take(TopicName topic, Delivery delivery, ref Work work)
    {
        switch (delivery)
        {
            case Delivery.Reply reply:
                Reply(reply, ref work);
                break;
            case Delivery.Broadcast broadcast:
                Broadcast(topic, broadcast, ref work);
                break;
            case Delivery.NotifyOnMe notify:
                Notify(notify.Notice, ref work);
                break;
            case Delivery.Attach attach:
                Attach(topic, attach);
                break;
            case Delivery.Detach detach:
                Detach(topic, detach.Session);
                break;
            case Delivery.DetachAll:
                foreach (var gone in attachments.RemoveAll(topic))
                    gone.Session.Detach(topic);
                break;
            case Delivery.ModeChanged changed:
                ChangeMode(topic, changed);
                break;
        }
    }

    private void Reply(Delivery.Reply reply, ref Work work)
    {
        if (sessions.Find(reply.Session) is { } session && session.Requests.Answer(reply.Packet, reply.EndsRequest))
            work.Give(session, new EncodedPacket(reply.Packet));
    }

    private void Broadcast(TopicName topic, Delivery.Broadcast broadcast, ref Work work)
    {
        if (attachments.Find(topic) is not { } attached)
            return;
        var packets = new VariantCache(broadcast.Packets);
        var audience = broadcast.Audience;
        var seq = (broadcast.Packets.Default as DataPacket)?.Seq ?? 0;
        lock (attached.Sync)
        {
            foreach (ref var to in Candidates(attached, audience))
            {
                if (seq != 0 && !Passes(ref to, seq))
                    continue;
                if (audience.Includes(to.Session.Id, to.User, to.Mode, to.IsReader))
                    work.Give(to.Session, packets.For(to.User, to.IsReader));
            }
        }
    }

    // What only one session has missed is not looked for in thousands.
    private Span<SessionAttachment> Candidates(TopicAttachments attached, Audience audience)
    {
        if (audience.OnlySession.IsNone)
            return attached.All;
        return sessions.Find(audience.OnlySession) is { } session ? attached.Of(session) : [];
    }

    // Each message once and in order, also to a session which its topic takes back a second time.
    private static bool Passes(ref SessionAttachment to, int seq)
    {
        if (to.IsReturning || seq <= to.LastSeq)
            return false;
        to.LastSeq = seq;
        return true;
    }

    private void Notify(MeNotice notice, ref Work work)
    {
        foreach (var group in notice.Groups)
        {
            var packets = new VariantCache(group.Packets);
            foreach (var user in group.Users)
            {
                if (attachments.FindMe(user) is not { } me)
                    continue;
                lock (me.Sync)
                {
                    foreach (ref readonly var to in me.All)
                    {
                        if (IsTold(notice, to))
                            work.Give(to.Session, packets.For(user, isReader: false));
                    }
                }
            }
        }
    }

    private static bool IsTold(MeNotice notice, in SessionAttachment to) =>
        to.Session.Id != notice.SkipSession
        && (!notice.NeedsPresence || to.Mode.IsPresencer)
        && (notice.UnlessAttachedTo is not { } topic || !to.Session.IsAttachedTo(topic));

    private void Attach(TopicName topic, Delivery.Attach attach)
    {
        if (sessions.Find(attach.Session) is { } session)
        {
            attachments.Put(topic, new SessionAttachment(session, attach.User, attach.Mode, attach.IsReader, attach.Seq));
            if (session.TryAttach(topic))
            {
                // It may have become visible after it asked: the topic still takes it for a background session.
                if (session is { WasBackground: true, IsBackground: false })
                    router.BecameForeground(topic, session.Id);
                return;
            }
            attachments.Remove(topic, session);
        }
        // The session ended while it was attaching: the topic could not know.
        router.SessionGone(topic, attach.Session);
    }

    private void Detach(TopicName topic, SessionId id)
    {
        if (sessions.Find(id) is not { } session)
            return;
        attachments.Remove(topic, session);
        session.Detach(topic);
    }

    private void ChangeMode(TopicName topic, Delivery.ModeChanged changed)
    {
        if (attachments.Find(topic) is not { } attached)
            return;
        lock (attached.Sync)
            attached.SetMode(changed.User, changed.IsReader, changed.Mode);
    }

    private struct Work(DrainBatch drains)
    {
        public readonly DrainBatch Drains = drains;
        public FullnessEstimate Fullness;

        public void Give(Session session, EncodedPacket packet)
        {
            if (session.Enqueue(packet))
                Drains.Add(session);
            Fullness.Add(session.Outbox.Fullness);
        }
    }
}
