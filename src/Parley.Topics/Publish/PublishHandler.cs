using Parley.Protocol.Access;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Calls;
using Parley.Topics.Desc;
using Parley.Topics.Handlers;
using Parley.Topics.Unread;

namespace Parley.Topics.Publish;

/// <summary>Decides what a {pub} does to a topic.</summary>
public sealed class PublishHandler(TopicOptions options) : MemoryHandler
{
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
        if (options.CountsUnread)
            UnreadNotices.OfMessage(topic, plan, message.Seq, user, readsOwn);
        MessageFanOut.Plan(topic, plan, message, packet.NoEcho ? request.Session : default);
        if (MessageHead.StartsCall(packet.Head))
            CallStart.Plan(plan, request, message, options);
        return plan;
    }

    private ReplyCode? Refusal(TopicView topic, TopicRequest request, PubPacket packet)
    {
        var mode = topic.ParticipantOf(request)?.Mode ?? AccessMode.None;
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
            if (topic.Call is not null)
                return ReplyCodes.BusyHere;
        }
        return topic.Kind.MayPublish(mode) ? null : ReplyCodes.PermissionDenied;
    }

    private static string NameOf(TopicView topic, TopicRequest request) =>
        topic.AddressFor(request.Who.User, topic.Attachments.TryGetValue(request.Session, out var attachment) && attachment.IsReader);
}
