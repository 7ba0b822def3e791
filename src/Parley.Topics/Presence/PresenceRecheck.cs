using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Topics.Effects;

namespace Parley.Topics.Presence;

/// <summary>
/// How presence becomes right again after a process was lost: those who lived there could not say that they went. Contacts taken for
/// online are asked once more; who has not answered in time is offline (part C 7.2, 7.3).
/// </summary>
public static class PresenceRecheck
{
    /// <summary>A process is lost: <c>me</c> doubts what it knows.</summary>
    public static TopicPlan OfLostProcess(TopicView me, TopicOptions options)
    {
        var plan = new TopicPlan();
        // What topics there had to tell of unread messages is lost as well.
        if (me.Unread is not null)
            plan.Change(new LiveChange.UnreadForgotten());
        if (me.Kind.KeepsContacts && me.IsAnnounced)
            Ask(me, plan, me.Contacts.Values.Where(c => c.IsOnline), options);
        return plan;
    }

    /// <summary>Those who have not answered are gone.</summary>
    public static TopicPlan OfTimer(TopicView me)
    {
        var plan = new TopicPlan();
        foreach (var contact in me.Contacts.Values.Where(c => c.IsDoubted))
        {
            plan.Change(new LiveChange.ContactChanged(contact with { IsOnline = false, IsDoubted = false, IsUntold = false }));
            plan.Broadcast(
                new PacketVariants(new PresPacket { Topic = TopicAddress.Me, Source = contact.Name, What = PresWhat.Off }),
                new Audience { Needs = AccessMode.Presence });
        }
        return plan;
    }

    /// <summary>
    /// A session comes back to a <c>me</c> that others have entered already: it has missed what they were told since. What is in doubt
    /// all of them are told yet.
    /// </summary>
    public static void TellReturned(TopicView me, TopicPlan plan, SessionId session)
    {
        foreach (var contact in me.Contacts.Values.Where(c => c is { IsEnabled: true, IsUntold: false }))
        {
            plan.Broadcast(
                new PacketVariants(new PresPacket { Topic = TopicAddress.Me, Source = contact.Name, What = contact.IsOnline ? PresWhat.On : PresWhat.Off }),
                new Audience { Needs = AccessMode.Presence, OnlySession = session });
        }
    }

    /// <summary>Takes contacts for online until the time for their answers is over.</summary>
    public static void Ask(TopicView me, TopicPlan plan, IEnumerable<Contact> contacts, TopicOptions options)
    {
        var doubted = contacts.Select(c => c with { IsOnline = true, IsDoubted = true }).ToArray();
        if (doubted.Length == 0)
            return;
        foreach (var contact in doubted)
            plan.Change(new LiveChange.ContactChanged(contact));
        // Who wants to be seen by nobody asks without saying that it is there.
        var what = ContactBook.IsVisible(me) ? NoticeWhat.On : NoticeWhat.Ask;
        plan.Route(ContactBook.Listeners(doubted), new TopicNotice(me.Name, me.Name.Value, what, WantsReply: true));
        plan.Effect(new TopicEffect.ArmTimer(TimerKey.Recheck, options.RecheckTime));
    }
}
