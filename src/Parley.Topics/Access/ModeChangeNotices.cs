using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Topics.Audiences;
using Parley.Topics.Presence;
using Parley.Topics.Unread;

namespace Parley.Topics.Access;

/// <summary>
/// Who is told that a subscription has changed (part B 2.9, part C 1.5). Told in two steps: what the user itself learns in the topic
/// goes before the reply, everything else behind it.
/// </summary>
public static class ModeChangeNotices
{
    /// <summary>To the user's own sessions in the topic, and to the front ends which check its mode.</summary>
    public static void BeforeReply(TopicView topic, TopicPlan plan, ModeChange change, SessionId skip)
    {
        if (change.IsDeletion)
            return;
        if (change.ToldOrNull is { } access)
        {
            var own = new PresPacket { Topic = topic.AddressFor(change.User, change.IsReader), What = PresWhat.Access, Access = access };
            plan.Broadcast(new PacketVariants(own), new Audience
            {
                OnlyUser = change.User,
                SkipSession = skip,
                Readers = change.IsReader ? ReaderRule.Only : ReaderRule.Excluded,
            });
        }
        plan.Deliver(new Delivery.ModeChanged(change.User, change.IsReader, change.NewMode));
    }

    /// <summary>To those who manage members, and to the user on <c>me</c>.</summary>
    public static void AfterReply(TopicView topic, TopicPlan plan, ModeChange change, UserId actor, SessionId skip)
    {
        UnreadNotices.OfModeChange(topic, plan, change);
        TellSharers(topic, plan, change, actor, skip);
        if (change.IsReader)
        {
            TellOnMe(topic, plan, change, actor, skip);
            return;
        }
        if (change.IsDeletion)
        {
            TellDeletion(topic, plan, change, skip);
            return;
        }
        // Clients learn of a contact by its access, and must know it before they hear that it is online.
        TellOnMe(topic, plan, change, actor, skip);
        TellPresence(topic, plan, change);
    }

    private static void TellSharers(TopicView topic, TopicPlan plan, ModeChange change, UserId actor, SessionId skip)
    {
        if (change.ToldOrNull is not { } access)
            return;
        var user = change.User.ToString();
        var byOther = actor == change.User ? null : actor.ToString();
        var packets = RecipientNaming.ForAttached(topic, name =>
            new PresPacket { Topic = name, Source = user, What = PresWhat.Access, Actor = byOther, Access = access });
        plan.Broadcast(packets, new Audience
        {
            NeedsAny = Sharers,
            ExcludeUser = change.User,
            SkipSession = skip,
            Readers = ReaderRule.Excluded,
        });
        if (AsksForMore(change) || change.Comes(actor))
            TellSharersOnMe(topic, plan, change, actor, skip);
    }

    // The reference tells every member, by mistake; those who can do something about it are enough.
    private static void TellSharersOnMe(TopicView topic, TopicPlan plan, ModeChange change, UserId actor, SessionId skip)
    {
        var sharers = topic.Members.Values.Where(m => m.IsLive && m.Mode.IsSharer && m.User != change.User).Select(m => m.User).ToArray();
        if (sharers.Length == 0)
            return;
        // Two packets for all of them: in a big group somebody joins all the time.
        var packets = RecipientNaming.OnMe(topic, actor, (source, isActor) => new PresPacket
        {
            Topic = TopicAddress.Me,
            Source = source,
            What = PresWhat.Access,
            Actor = isActor ? null : actor.ToString(),
            Target = change.User.ToString(),
            Access = change.ToldOrNull,
        });
        plan.NotifyOnMe(new MeNotice { Groups = [new MeNoticeGroup(packets, sharers)], UnlessAttachedTo = topic.Name, SkipSession = skip, NeedsPresence = false });
    }

    private static void TellDeletion(TopicView topic, TopicPlan plan, ModeChange change, SessionId skip)
    {
        var me = TopicName.Me(change.User);
        if (topic.Name.TryGetPeerOf(change.User, out var peer))
        {
            plan.Route(me, new TopicNotice(TopicName.Me(peer), peer.ToString(), NoticeWhat.Gone, SkipSession: skip));
            plan.Route(TopicName.Me(peer), new TopicNotice(me, change.User.ToString(), NoticeWhat.Off));
            return;
        }
        if (topic.Kind.TellsWhoIsHere)
        {
            plan.Broadcast(
                RecipientNaming.ForAttached(topic, name => new PresPacket { Topic = name, Source = change.User.ToString(), What = PresWhat.Off }),
                new Audience
                {
                    Needs = AccessMode.Presence,
                    NeedsAny = Sharers,
                    ExcludeUser = change.User,
                    SkipSession = skip,
                    Readers = ReaderRule.Excluded,
                });
        }
        plan.Route(me, new TopicNotice(topic.Name, topic.AddressFor(change.User), NoticeWhat.Gone, SkipSession: skip));
    }

    /// <summary>The user's <c>me</c> starts or stops to follow the topic with the letter P.</summary>
    public static void TellPresence(TopicView topic, TopicPlan plan, ModeChange change)
    {
        var had = change.OldMode.IsPresencer;
        var has = change.NewMode.IsPresencer;
        if (topic.Name.TryGetPeerOf(change.User, out var peer))
        {
            TellPresence(plan, change, peer, had, has);
            return;
        }
        if (had == has)
            return;
        if (topic.Kind.KeepsContacts)
        {
            // Told to itself: me tells its contacts once this is stored, and not if it fails.
            plan.Route(topic.Name, new TopicNotice(topic.Name, topic.Name.Value, has ? NoticeWhat.On : NoticeWhat.Off));
            return;
        }
        if (!topic.Kind.IsContact)
            return;
        var source = topic.AddressFor(change.User);
        plan.Route(TopicName.Me(change.User), had
            ? new TopicNotice(topic.Name, source, NoticeWhat.Off, NoticeCommand.Disable)
            : PresenceRules.OwnStatus(topic, source, NoticeCommand.Enable));
    }

    private static void TellPresence(TopicPlan plan, ModeChange change, UserId peer, bool had, bool has)
    {
        var (me, from, source) = (TopicName.Me(change.User), TopicName.Me(peer), peer.ToString());
        if (had && !has)
            plan.Route(me, new TopicNotice(from, source, NoticeWhat.Off, NoticeCommand.Disable));
        else if (had != has)
            PresenceRules.Follow(plan, change.User, peer);
        else if (change.Before is null)
            // Who is brought back without P follows nobody, but is followed.
            plan.Route(me, new TopicNotice(from, source, NoticeWhat.Ask, WantsReply: true));
    }

    private static void TellOnMe(TopicView topic, TopicPlan plan, ModeChange change, UserId actor, SessionId skip)
    {
        if (change.IsDeletion || change.ToldOrNull is not { } access)
            return;
        var packet = new PresPacket
        {
            Topic = TopicAddress.Me,
            Source = topic.AddressFor(change.User, change.IsReader),
            What = PresWhat.Access,
            Actor = actor == change.User ? null : actor.ToString(),
            Access = access,
        };
        plan.NotifyOnMe(new MeNotice
        {
            Groups = [new MeNoticeGroup(new PacketVariants(packet), [change.User])],
            // Who is there in the other role only has been told nothing in the topic.
            UnlessAttachedTo = topic.Attachments.Values.Any(a => a.User == change.User && a.IsReader == change.IsReader) ? topic.Name : null,
            SkipSession = skip,
            NeedsPresence = false,
        });
    }

    private static bool AsksForMore(ModeChange change) => change.After is { } after && !after.Want.Without(after.Given).IsNone;

    private static readonly AccessMode Sharers = AccessMode.Approve | AccessMode.Share | AccessMode.Owner;
}
