using Parley.Protocol.Packets.Server;
using Parley.Storage.Writes;
using Parley.Topics.Calls;
using Parley.Topics.Effects;
using Parley.Topics.Presence;

namespace Parley.Topics.Leave;

/// <summary>What follows when a session is attached no longer, whether it has left or was lost (part B 4.1.1).</summary>
public static class Departure
{
    public static TopicPlan OfLostSession(TopicView topic, Attachment attachment, DateTime at, TopicOptions options)
    {
        var plan = new TopicPlan();
        Plan(topic, plan, attachment, at, options);
        return plan;
    }

    public static void Plan(TopicView topic, TopicPlan plan, Attachment attachment, DateTime at, TopicOptions options)
    {
        // Before it is detached: who leaves still sees how its call has ended.
        CallEnd.OfSession(topic, plan, attachment.Session, at);
        // Nobody stays because it could not be noted when it was seen last; but a message must be stored before it is told.
        plan.HoldsAnyway = plan.Writes.Count == 0;
        plan.Detach(attachment.Session);
        if (topic.Kind.KeepsContacts)
            LeaveMe(topic, plan, attachment, at, options);
        // By the counts: of a big group thousands may be lost at once.
        var subscriber = topic.Participant(attachment.User, attachment.IsReader);
        if (attachment.IsReader && subscriber is not { Sessions: > 1 })
            plan.Change(new LiveChange.ReaderForgotten(attachment.User));
        else if (!attachment.IsReader && !attachment.IsBackground && topic.Kind.TellsWhoIsHere && subscriber is not { Online: > 1 })
            CrowdNotices.Plan(topic, plan, PresWhat.Off, attachment.User, attachment.Session, options);
    }

    // The user was seen last now, with the device that stays in use if one does.
    private static void LeaveMe(TopicView me, TopicPlan plan, Attachment attachment, DateTime at, TopicOptions options)
    {
        var remaining = me.Attachments.Values
            .Where(a => a.Session != attachment.Session && a.User == attachment.User)
            .MaxBy(a => a.ActiveAt);
        var userAgent = remaining is null ? attachment.UserAgent : remaining.UserAgent;
        plan.Write(new SetUserSeen(attachment.User, at, userAgent));
        if (remaining is not null)
            UserAgentNotices.Use(me, plan, userAgent, options);
    }
}
