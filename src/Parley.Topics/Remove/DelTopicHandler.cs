using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Effects;
using Parley.Topics.Handlers;
using Parley.Topics.Kinds;
using Parley.Topics.Leave;
using Parley.Topics.Offline;
using Parley.Topics.Presence;

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
        return Unsubscription.Decide(topic, request, asReader, readerRow);
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
        if (topic.Kind.IsContact)
            TellGone(topic, request, plan);
        plan.Change(new LiveChange.Stopped());
        plan.Deliver(new Delivery.DetachAll());
        plan.Effect(new TopicEffect.CloseTopic());
        return plan;
    }

    // Compat: the requesting session is told as well, unless the topic was offline.
    private static void TellGone(TopicView topic, TopicRequest request, TopicPlan plan)
    {
        var skip = topic.IsAnnounced ? default : request.Session;
        foreach (var member in topic.Members.Values)
        {
            if (member.IsLive)
                Tell(plan, member.User, topic.Name, topic.AddressFor(member.User), skip);
        }
        foreach (var reader in topic.Readers.Values)
            Tell(plan, reader.User, topic.Name, topic.Name.ChannelAddress, skip);
    }

    private static void Tell(TopicPlan plan, UserId user, TopicName from, string source, SessionId skip) =>
        plan.Route(TopicName.Me(user), new TopicNotice(from, source, NoticeWhat.Gone, SkipSession: skip));
}
