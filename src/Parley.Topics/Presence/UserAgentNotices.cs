using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Topics.Effects;

namespace Parley.Topics.Presence;

/// <summary>When contacts are told that a user has turned to another device (part C, B1).</summary>
public static class UserAgentNotices
{
    /// <summary>A session has done something: a user agent that differs starts the delay anew.</summary>
    public static TopicPlan OfActivity(TopicView me, SessionId session, string userAgent, DateTime at, TopicOptions options)
    {
        var plan = new TopicPlan();
        plan.Change(new LiveChange.Active(session, userAgent, at));
        Use(me, plan, userAgent, options);
        return plan;
    }

    /// <summary>The user agent becomes the current one.</summary>
    public static void Use(TopicView me, TopicPlan plan, string? userAgent, TopicOptions options)
    {
        if (!me.Kind.KeepsContacts || string.IsNullOrEmpty(userAgent) || userAgent == me.CurrentUserAgent)
            return;
        plan.Change(new LiveChange.UserAgents(me.AnnouncedUserAgent, userAgent));
        plan.Effect(new TopicEffect.ArmTimer(TimerKey.UserAgent, options.UserAgentDelay));
    }

    /// <summary>The delay is over: contacts online are told, unless they know.</summary>
    public static TopicPlan OfTimer(TopicView me)
    {
        var plan = new TopicPlan();
        if (me.CurrentUserAgent is not { Length: > 0 } current || current == me.AnnouncedUserAgent || !me.IsAnnounced)
            return plan;
        plan.Change(new LiveChange.UserAgents(current, current));
        TellOnlineContacts(me, plan, PresWhat.UserAgent, NoticeWhat.UserAgent, current);
        return plan;
    }

    /// <summary>Tells contacts that are online: peers on their <c>me</c>, groups to those attached.</summary>
    public static void TellOnlineContacts(TopicView me, TopicPlan plan, PresWhat what, NoticeWhat toGroups, string? userAgent = null)
    {
        if (!ContactBook.IsVisible(me))
            return;
        var source = me.Name.Value;
        var peers = new List<UserId>();
        foreach (var contact in me.Contacts.Values)
        {
            if (!contact.IsOnline)
                continue;
            if (UserId.TryParse(contact.Name, out var peer))
                peers.Add(peer);
            else if (ContactBook.TargetOf(contact.Name) is { } group)
                plan.Route(group, new TopicNotice(me.Name, source, toGroups, UserAgent: userAgent));
        }
        if (peers.Count == 0)
            return;
        var packet = new PresPacket { Topic = TopicAddress.Me, Source = source, What = what, UserAgent = userAgent };
        plan.NotifyOnMe(new MeNotice { Groups = [new MeNoticeGroup(new PacketVariants(packet), peers)] });
    }
}
