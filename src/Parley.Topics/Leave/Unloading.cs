using Parley.Protocol.Routing;
using Parley.Topics.Effects;
using Parley.Topics.Presence;

namespace Parley.Topics.Leave;

/// <summary>How a topic goes out of memory, and who hears of it (part B 1.5).</summary>
public static class Unloading
{
    /// <summary>Nobody has been attached for a while.</summary>
    public static TopicPlan Plan(TopicView topic)
    {
        var plan = new TopicPlan();
        if (topic.IsAnnounced)
        {
            plan.Change(new LiveChange.Announced(false));
            if (topic.Kind.KeepsContacts)
                LeaveContacts(topic, plan);
            else
                PresenceRules.TellMembers(topic, plan, NoticeWhat.Off);
        }
        plan.Change(new LiveChange.Stopped());
        plan.Effect(new TopicEffect.CloseTopic());
        return plan;
    }

    /// <summary>The rows were deleted with an account; contacts are told by those who deleted it.</summary>
    public static TopicPlan OfDeletedAccount()
    {
        var plan = new TopicPlan();
        plan.Change(new LiveChange.Stopped());
        plan.Deliver(new Delivery.DetachAll());
        plan.Effect(new TopicEffect.CloseTopic());
        return plan;
    }

    private static void LeaveContacts(TopicView me, TopicPlan plan)
    {
        plan.Route(
            ContactBook.Listeners(me.Contacts.Values),
            new TopicNotice(me.Name, me.Name.Value, NoticeWhat.Off, UserAgent: me.CurrentUserAgent));
    }
}
