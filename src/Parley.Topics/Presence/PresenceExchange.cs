using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Topics.Audiences;
using Parley.Topics.Effects;

namespace Parley.Topics.Presence;

/// <summary>What a topic does with word of another topic: the handshake of part C 1.2.</summary>
public static class PresenceExchange
{
    public static TopicPlan Receive(TopicView topic, TopicNotice notice)
    {
        var plan = new TopicPlan();
        if (notice.From == topic.Name)
        {
            ContactBook.TellListeners(topic, plan, notice.What);
            return plan;
        }
        if (topic.Kind.KeepsContacts)
            UpdateContact(topic, plan, notice);
        else
            Pass(topic, plan, notice);
        Answer(topic, plan, notice);
        return plan;
    }

    // A group passes on what concerns those attached to it; comings and goings of single users do not.
    private static void Pass(TopicView topic, TopicPlan plan, TopicNotice notice)
    {
        if (notice.What is not (NoticeWhat.Updated or NoticeWhat.UserAgent))
            return;
        var what = notice.What == NoticeWhat.Updated ? PresWhat.Updated : PresWhat.UserAgent;
        plan.Broadcast(
            RecipientNaming.ForAttached(topic, name => new PresPacket { Topic = name, Source = notice.Source, What = what, UserAgent = notice.UserAgent }),
            new Audience { Needs = AccessMode.Presence, SkipSession = notice.SkipSession, Readers = ReaderRule.Excluded });
    }

    private static void UpdateContact(TopicView me, TopicPlan plan, TopicNotice notice)
    {
        var contact = me.Contacts.GetValueOrDefault(notice.Source);
        var isRemoval = notice.What == NoticeWhat.Gone || notice.Command == NoticeCommand.Remove;
        if (isRemoval)
        {
            if (contact is not null)
                plan.Change(new LiveChange.ContactRemoved(notice.Source));
            // That something is gone is told even if its coming and going was not. Compat: but for channels, which are not followed.
            var isTold = notice.What == NoticeWhat.Gone ? contact is not null || !new TopicAddress(notice.Source).IsChannel : contact is not null;
            if (isTold && notice.What is NoticeWhat.Gone or NoticeWhat.Off)
                Forward(plan, notice);
            // The peer may have been answered after the conversation had told it that the user has left: it is told again behind the answer.
            if (contact is not null && notice.From.IsMe)
                plan.Route(notice.From, new TopicNotice(me.Name, me.Name.Value, NoticeWhat.Off));
            return;
        }
        var isEnabled = notice.Command switch
        {
            NoticeCommand.Enable => true,
            NoticeCommand.Disable => false,
            _ => contact?.IsEnabled ?? false,
        };
        var wasOnline = contact?.IsOnline ?? false;
        // Also remembered by one who wants to see nobody: that wish may turn out not to be stored.
        var isOnline = isEnabled && notice.What switch
        {
            NoticeWhat.On => true,
            NoticeWhat.Off => false,
            _ => wasOnline,
        };
        var isDoubted = isOnline && contact is { IsDoubted: true } && notice.What is not NoticeWhat.On;
        var now = new Contact(notice.Source, isEnabled, isOnline, isDoubted, isDoubted && contact is { IsUntold: true });
        if (now != contact)
            plan.Change(new LiveChange.ContactChanged(now));
        if (IsNews(notice, contact, wasOnline))
            Forward(plan, notice);
        // What the other one has said of itself may have come before this word of a third topic: it is asked again.
        if (notice is { Command: NoticeCommand.Enable, What: NoticeWhat.Nothing } && contact is not { IsEnabled: true } && me.IsAnnounced
            && ContactBook.TargetOf(notice.Source) is { } source)
            plan.Route(source, new TopicNotice(me.Name, me.Name.Value, NoticeWhat.Ask, WantsReply: true));
    }

    // On and off are told if they change what the user has seen so far; a contact that is followed anew is always told.
    private static bool IsNews(TopicNotice notice, Contact? before, bool wasOnline)
    {
        if (notice.What is not (NoticeWhat.On or NoticeWhat.Off))
            return false;
        var begins = notice.Command == NoticeCommand.Enable && before is not { IsEnabled: true };
        if (begins)
            return true;
        if (before is not { IsEnabled: true })
            return false;
        return before.IsUntold || wasOnline != (notice.What == NoticeWhat.On);
    }

    private static void Forward(TopicPlan plan, TopicNotice notice)
    {
        var packet = new PresPacket
        {
            Topic = TopicAddress.Me,
            Source = notice.Source,
            What = notice.What switch { NoticeWhat.On => PresWhat.On, NoticeWhat.Off => PresWhat.Off, _ => PresWhat.Gone },
            UserAgent = notice.UserAgent,
        };
        plan.Broadcast(new PacketVariants(packet), new Audience
        {
            Needs = notice.What == NoticeWhat.Gone ? AccessMode.None : AccessMode.Presence,
            SkipSession = notice.SkipSession,
        });
    }

    private static void Answer(TopicView topic, TopicPlan plan, TopicNotice notice)
    {
        if (!notice.WantsReply || notice.What is not (NoticeWhat.On or NoticeWhat.Ask))
            return;
        if (!topic.IsAnnounced && topic.Kind.UnloadsWhenIdle)
            return;
        if (topic.Kind.KeepsContacts && !ContactBook.IsVisible(topic))
            return;
        var source = topic.Name.Value;
        plan.Route(notice.From, new TopicNotice(topic.Name, source, NoticeWhat.On, WantsReply: notice.What == NoticeWhat.Ask));
    }
}
