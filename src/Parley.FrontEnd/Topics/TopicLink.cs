using Parley.FrontEnd.Sessions;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Topics;

/// <summary>
/// The way of a session's requests to topics: numbers them, remembers those that must be answered, and says 503 if it is jammed.
/// </summary>
public sealed class TopicLink(ITopicRouter router, SessionClock clock)
{
    public void Post(Session session, TopicName topic, Requester who, TopicPacket packet, DateTime at)
    {
        var number = session.NextRequestNumber();
        var address = packet.Topic ?? "";
        var takesLane = packet is SubPacket or LeavePacket;
        // A note has no answer; without an id the client could not tell which request is late.
        var isTracked = takesLane || (packet is not NotePacket && !string.IsNullOrEmpty(packet.Id));
        if (isTracked && !session.Requests.TryAdd(number, packet.Id, address, clock.Now + clock.RequestTicks, takesLane))
        {
            RefuseAsJammed(session, packet, at);
            return;
        }
        if (router.Post(topic, new TopicRequest(who, address, packet, number, at)) == RouteOutcome.Accepted)
        {
            if (isTracked)
                clock.Watch(session);
            return;
        }
        if (isTracked)
            session.Requests.Withdraw(number);
        RefuseAsJammed(session, packet, at);
    }

    /// <summary>
    /// Tells a user's <c>me</c> that a session is active there (part C, B1). <c>me</c> only cares for the user agent of the session that
    /// was active last, so a session that goes on publishing tells it once.
    /// </summary>
    public void ReportActivity(Session session, UserId user)
    {
        if (session.Me is not { } me || me.User != user || session.Client.UserAgent is not { Length: > 0 } agent)
            return;
        if (me.TryBecomeLast(session))
            router.Active(me.Topic, session.Id, agent);
    }

    private static void RefuseAsJammed(Session session, TopicPacket packet, DateTime at) =>
        session.Send(new CtrlPacket
        {
            Id = packet is NotePacket ? null : packet.Id,
            Topic = packet.Topic,
            Code = ReplyCodes.ServiceUnavailable,
            Timestamp = at,
        });
}
