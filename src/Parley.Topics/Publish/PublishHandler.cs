using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Audiences;
using Parley.Topics.Desc;
using Parley.Topics.Handlers;

namespace Parley.Topics.Publish;

/// <summary>Decides what a {pub} does to a topic.</summary>
public sealed class PublishHandler(TopicOptions options) : MemoryHandler
{
    private static readonly AccessMode NoticeMode = AccessMode.Presence | AccessMode.Read;

    public override TopicPlan Decide(TopicView topic, TopicRequest request)
    {
        var packet = (PubPacket)request.Packet;
        var user = request.Who.User;
        if (Refusal(topic, request, packet) is { } code)
            return TopicPlan.Reject(request, code, topic: code == ReplyCodes.MustAttachFirst ? null : NameOf(topic, request));

        var message = new StoredMessage
        {
            Seq = topic.LastSeq + 1,
            Timestamp = request.ReceivedAt,
            From = user,
            Head = MessageHead.Stamp(packet.Head, request.Who),
            Content = packet.Content,
        };
        var readsOwn = topic.LiveMember(user) is { } sender && sender.Mode.IsReader;
        var plan = new TopicPlan(request);
        plan.Write(new SaveMessage(topic.Name, message, readsOwn, AttachedFiles.Of(packet.Extra)));
        if (!string.IsNullOrEmpty(packet.Id))
            plan.Reply(ReplyCodes.Accepted, ReplyParams.Seq(message.Seq), NameOf(topic, request));
        NotifyOnMe(topic, plan, message);
        plan.Broadcast(
            RecipientNaming.ForAttached(
                topic, name => DataPackets.Of(message, name, forReader: false), name => DataPackets.Of(message, name, forReader: true)),
            new Audience { Needs = AccessMode.Read, SkipSession = packet.NoEcho ? request.Session : default });
        return plan;
    }

    private ReplyCode? Refusal(TopicView topic, TopicRequest request, PubPacket packet)
    {
        var mode = ModeOf(topic, request);
        if (!topic.IsAttached(request.Session) && !topic.Kind.AcceptsFromOutside)
            return ReplyCodes.MustAttachFirst;
        if (!topic.Exists)
            return topic.Kind.MissingCode;
        if (request.SpeaksAsReader() && !topic.IsChannel)
            return ReplyCodes.NotFound;
        if (topic.IsReadOnly)
            return ReplyCodes.PermissionDenied;
        if (MessageHead.StartsCall(packet.Head))
        {
            if (!options.CallsEnabled)
                return ReplyCodes.NotImplemented;
            if (!topic.Kind.CallsAllowed)
                return ReplyCodes.PermissionDenied;
        }
        return topic.Kind.MayPublish(mode) ? null : ReplyCodes.PermissionDenied;
    }

    private static AccessMode ModeOf(TopicView topic, TopicRequest request) =>
        topic.Participant(request.Who.User, request.SpeaksAsReader())?.Mode ?? AccessMode.None;

    private static string NameOf(TopicView topic, TopicRequest request) =>
        topic.AddressFor(request.Who.User, topic.Attachments.TryGetValue(request.Session, out var attachment) && attachment.IsReader);

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
