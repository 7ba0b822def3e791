using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Handlers;
using Parley.Topics.Kinds;
using Parley.Topics.Leave;
using Parley.Topics.Offline;

namespace Parley.Topics.Remove;

/// <summary>
/// Decides what a {del topic} does: the owner deletes the topic, anybody else leaves it for good. No attachment is needed
/// (part B 4.3). Reads the row of a channel reader who is not attached.
/// </summary>
public sealed class DelTopicHandler : TopicHandler<StoredSubscription?>
{
    protected override ValueTask<StoredSubscription?> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken) =>
        OfflineRows.LoadReaderAsync(topic, request, reader, cancellationToken);

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, StoredSubscription? readerRow)
    {
        if (!topic.Kind.CanUnsubscribe)
            return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);
        if (!topic.Exists)
            return TopicPlan.Reject(request, ReplyCodes.NoAction);
        var asReader = request.SpeaksAsReader();
        if (!asReader && (topic.Owner == request.Who.User || IsLastOfConversation(topic, request.Who.User)))
            return Delete(topic, request);
        var plan = Unsubscription.Decide(topic, request, asReader, readerRow);
        // Compat: of a channel in which nobody is the reader's other sessions hear that it is gone; else they do not.
        if (asReader && !plan.IsRejected && topic.Attachments.Count == 0)
            TopicEnd.TellGone(plan, request.Who.User, topic.Name, topic.Name.ChannelAddress, request.Session);
        return plan;
    }

    private static bool IsLastOfConversation(TopicView topic, UserId user) =>
        topic.Kind.RemembersLeavers && topic.LiveMember(user) is not null && !topic.Members.Values.Any(m => m.IsLive && m.User != user);

    private static TopicPlan Delete(TopicView topic, TopicRequest request)
    {
        // Only groups can be marked deleted: own notes and conversations could never be begun again.
        var isHard = ((DelPacket)request.Packet).Hard || topic.Kind.Creation != TopicCreation.OnRequest;
        var plan = new TopicPlan(request);
        plan.Write(new DeleteTopic(topic.Name, isHard, request.ReceivedAt));
        plan.Reply(ReplyCodes.Ok);
        // Compat: the requesting session is told as well, unless the topic was offline.
        if (topic.Kind.IsContact)
            TopicEnd.TellGone(topic, plan, topic.IsAnnounced ? default : request.Session);
        // Compat: of a conversation only if nobody is there.
        else if (topic.Kind.RemembersLeavers && topic.Attachments.Count == 0)
            TopicEnd.TellGone(topic, plan, request.Session);
        TopicEnd.Stop(plan);
        return plan;
    }
}
