using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Topics.Calls;
using Parley.Topics.Effects;

namespace Parley.Topics.Leave;

/// <summary>Detaches a user's sessions and says so: 205 "evicted" (part B 4.2).</summary>
public static class Eviction
{
    /// <param name="asReader">The sessions attached as channel reader, or else those attached as member.</param>
    /// <param name="unsub">The subscription is gone as well.</param>
    /// <param name="except">A session that is detached without word: it has asked for it.</param>
    public static void Plan(TopicView topic, TopicPlan plan, UserId user, bool asReader, bool unsub, DateTime at, SessionId except = default)
    {
        Tell(topic, plan, user, asReader, unsub, at, except);
        Detach(topic, plan, user, asReader);
    }

    /// <summary>Only says so, for who has more to tell before sessions are detached: what is told on <c>me</c> depends on that.</summary>
    public static void Tell(TopicView topic, TopicPlan plan, UserId user, bool asReader, bool unsub, DateTime at, SessionId except = default)
    {
        foreach (var attachment in Of(topic, user, asReader))
        {
            CallEnd.OfSession(topic, plan, attachment.Session, at);
            if (attachment.Session != except)
                Tell(topic, plan, attachment, unsub, at);
        }
    }

    /// <summary>Only detaches.</summary>
    public static void Detach(TopicView topic, TopicPlan plan, UserId user, bool asReader)
    {
        foreach (var attachment in Of(topic, user, asReader))
            plan.Detach(attachment.Session);
        if (asReader)
            plan.Change(new LiveChange.ReaderForgotten(user));
    }

    /// <summary>Only the word of it, to one session.</summary>
    public static void Tell(TopicView topic, TopicPlan plan, Attachment attachment, bool unsub, DateTime at)
    {
        var packet = new CtrlPacket
        {
            Topic = topic.AddressFor(attachment.User, attachment.IsReader),
            Code = ReplyCodes.Evicted,
            Params = ReplyParams.Flag("unsub", unsub),
            Timestamp = at,
        };
        plan.Deliver(new Delivery.Reply(attachment.Session, packet, 0));
    }

    private static IEnumerable<Attachment> Of(TopicView topic, UserId user, bool asReader) =>
        topic.Attachments.Values.Where(a => a.User == user && a.IsReader == asReader);
}
