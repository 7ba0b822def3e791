using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Audiences;

namespace Parley.Topics.Publish;

/// <summary>Who learns of a new message: members on <c>me</c> that there is something, then those attached what it is (part B 5.3).</summary>
public static class MessageFanOut
{
    private static readonly AccessMode NoticeMode = AccessMode.Presence | AccessMode.Read;

    /// <param name="skip">A session that wants no echo.</param>
    public static void Plan(TopicView topic, TopicPlan plan, StoredMessage message, SessionId skip = default)
    {
        NotifyOnMe(topic, plan, message);
        plan.Broadcast(
            RecipientNaming.ForAttached(
                topic, name => DataPackets.Of(message, name, forReader: false), name => DataPackets.Of(message, name, forReader: true)),
            new Audience { Needs = AccessMode.Read, SkipSession = skip });
    }

    // Who is not attached learns that there is something new. The author's own sessions are told without an actor, and so are
    // channel readers, who must not learn who has written.
    private static void NotifyOnMe(TopicView topic, TopicPlan plan, StoredMessage message)
    {
        var groups = new List<MeNoticeGroup>(2);
        if (topic.MembersWith(NoticeMode) is { Count: > 0 } members)
        {
            var author = message.From.ToString();
            var packets = RecipientNaming.OnMe(topic, message.From, (source, isAuthor) => Notice(source, message.Seq, isAuthor ? null : author));
            groups.Add(new MeNoticeGroup(packets, members));
        }
        if (topic.Readers.Count > 0)
        {
            UserId[] readers = [.. topic.Readers.Values.Where(r => r.Mode.Has(NoticeMode)).Select(r => r.User)];
            groups.Add(new MeNoticeGroup(new PacketVariants(Notice(topic.Name.ChannelAddress, message.Seq, null)), readers));
        }
        if (groups.Count > 0)
            plan.NotifyOnMe(new MeNotice { Groups = groups, UnlessAttachedTo = topic.Name });
    }

    private static PresPacket Notice(string source, int seq, string? actor) =>
        new() { Topic = TopicAddress.Me, Source = source, What = PresWhat.Message, Seq = seq, Actor = actor };
}
