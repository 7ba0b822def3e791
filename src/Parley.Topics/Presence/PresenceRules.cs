using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Topics.Audiences;

namespace Parley.Topics.Presence;

/// <summary>The notices by which a topic shows that it, or somebody in it, is there (part C 1.6).</summary>
public static class PresenceRules
{
    /// <summary>The status of a group as told to one user's <c>me</c>: online once it has announced itself.</summary>
    /// <param name="source">The topic as that user lists it.</param>
    public static TopicNotice OwnStatus(TopicView topic, string source, NoticeCommand command) =>
        new(topic.Name, source, topic.IsAnnounced ? NoticeWhat.On : NoticeWhat.Nothing, command);

    /// <summary>A6, A10: the group tells its members who follow it that it is online, or no longer.</summary>
    /// <param name="arriving">A user whose subscription this plan may have changed: it follows the topic if its new mode has P.</param>
    public static void TellMembers(TopicView topic, TopicPlan plan, NoticeWhat what, UserId arriving = default, AccessMode arrivingMode = default)
    {
        plan.Route(
            [.. topic.MembersWith(AccessMode.Presence).Where(user => user != arriving).Select(TopicName.Me)],
            new TopicNotice(topic.Name, topic.AddressFor(default), what));
        if (!arriving.IsNone && arrivingMode.IsPresencer)
            plan.Route(TopicName.Me(arriving), new TopicNotice(topic.Name, topic.AddressFor(arriving), what, NoticeCommand.Enable));
    }

    /// <summary>
    /// A user who may see the other one of a conversation, for the first time or again, starts to follow it and asks whether it is online.
    /// </summary>
    public static void Follow(TopicPlan plan, UserId user, UserId peer)
    {
        var (me, peerMe) = (TopicName.Me(user), TopicName.Me(peer));
        plan.Route(me, new TopicNotice(peerMe, peer.ToString(), NoticeWhat.Nothing, NoticeCommand.Enable));
        plan.Route(peerMe, new TopicNotice(me, user.ToString(), NoticeWhat.Ask, WantsReply: true));
    }

    /// <summary>A7, A9: a member has come to the group, or has left it. Channel readers are not told who.</summary>
    public static void TellAttached(TopicView topic, TopicPlan plan, PresWhat what, UserId user, SessionId skip) =>
        plan.Broadcast(
            RecipientNaming.ForAttached(topic, name => new PresPacket { Topic = name, Source = user.ToString(), What = what }),
            new Audience { Needs = AccessMode.Presence | AccessMode.Read, SkipSession = skip, Readers = ReaderRule.Excluded });
}
