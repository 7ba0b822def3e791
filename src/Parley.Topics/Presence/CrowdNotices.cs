using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Topics.Effects;

namespace Parley.Topics.Presence;

/// <summary>
/// Who comes to a group and who goes, as told to those inside (part C 1.6, A7, A9). In a big group it is collected for a moment, so that who comes
/// and goes at once is not told at all; in a huge one it is not told: fifty thousand who join must not make a billion packets.
/// </summary>
public static class CrowdNotices
{
    public static void Plan(TopicView topic, TopicPlan plan, PresWhat what, UserId user, SessionId skip, TopicOptions options)
    {
        if (topic.Attachments.Count > options.CrowdSessionsMax)
            return;
        if (topic.Attachments.Count < options.CrowdSessionsMin)
        {
            PresenceRules.TellAttached(topic, plan, what, user, skip);
            return;
        }
        plan.Change(new LiveChange.Crowded(user, what == PresWhat.On));
        if (topic.Crowd.Count == 0)
            plan.Effect(new TopicEffect.ArmTimer(TimerKey.Arrivals, options.CrowdDelay));
    }

    /// <summary>Tells what was collected.</summary>
    public static TopicPlan OfTimer(TopicView topic, TopicOptions options)
    {
        var plan = new TopicPlan();
        if (topic.Attachments.Count <= options.CrowdSessionsMax)
        {
            foreach (var (user, isOn) in topic.Crowd)
                PresenceRules.TellAttached(topic, plan, isOn ? PresWhat.On : PresWhat.Off, user, default);
        }
        plan.Change(new LiveChange.CrowdTold());
        return plan;
    }
}
