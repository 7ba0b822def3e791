using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Topics.Handlers;
using Parley.Topics.Presence;

namespace Parley.Topics.Desc;

/// <summary>Who is told that a description has changed (part C 1.7, D2, D3, D5–D7). Told before the reply.</summary>
public static class DescNotices
{
    /// <summary>Of a user: its contacts. Of a group: those who may enter it. And the requester's other sessions.</summary>
    public static void OfMain(TopicView topic, TopicPlan plan, TopicRequest request)
    {
        if (topic.Kind.KeepsContacts)
        {
            UserAgentNotices.TellOnlineContacts(topic, plan, PresWhat.Updated, NoticeWhat.Updated);
            OfPrivate(topic, plan, request);
            return;
        }
        // Told on me, attached to the group or not. The requester is one of the members.
        var groups = new List<MeNoticeGroup>();
        var members = topic.MembersWith(AccessMode.Join);
        if (members.Count > 0)
            groups.Add(new MeNoticeGroup(Packet(topic.AddressFor(default)), members));
        UserId[] readers = [.. topic.Readers.Values.Where(r => r.Mode.IsJoiner && topic.LiveMember(r.User) is null).Select(r => r.User)];
        if (readers.Length > 0)
            groups.Add(new MeNoticeGroup(Packet(topic.Name.ChannelAddress), readers));
        if (groups.Count > 0)
            plan.NotifyOnMe(new MeNotice { Groups = groups, SkipSession = request.Session });
    }

    /// <summary>Only the requester's other sessions.</summary>
    public static void OfPrivate(TopicView topic, TopicPlan plan, TopicRequest request)
    {
        if (topic.ParticipantOf(request) is not { } own || !own.Mode.HasAny(AccessMode.Join | AccessMode.Presence))
            return;
        plan.NotifyOnMe(new MeNotice
        {
            Groups = [new MeNoticeGroup(Packet(request.NameSeen(topic)), [own.User])],
            SkipSession = request.Session,
        });
    }

    private static PacketVariants Packet(string source) =>
        new(new PresPacket { Topic = TopicAddress.Me, Source = source, What = PresWhat.Updated });
}
