using Parley.Protocol.Access;
using Parley.Protocol.Routing;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Topics.Audiences;
using Parley.Topics.Calls;
using Parley.Topics.Effects;
using Parley.Topics.Handlers;
using Parley.Topics.Leave;
using Parley.Topics.Offline;

namespace Parley.Topics.Subscribe;

/// <summary>
/// Takes a session back after the process in which the topic lived was lost: no reply, nothing to those inside, only the messages that
/// it has missed. One that may not be here any more is told so: the process that took its access could not.
/// </summary>
public sealed class ResumeHandler(TopicOptions options) : TopicHandler<ResumeFacts>
{
    /// <summary>Tells a front end that the session is attached to nothing any more.</summary>
    public static TopicPlan Dismiss(TopicView topic, TopicRequest request)
    {
        var plan = new TopicPlan(request);
        Dismiss(topic, plan, AttachmentOf(request), isEvicted: false, unsub: false);
        return plan;
    }

    protected override async ValueTask<ResumeFacts> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken)
    {
        var user = request.Who.User;
        var seen = request.Resumes ?? topic.LastSeq;
        var missed = seen < topic.LastSeq
            ? await reader.Messages.ReadAsync(topic.Name, user, new MessageQuery(seen + 1, 0, options.MissedMessagesMax), cancellationToken)
            : [];
        var subscriptions = topic.Exists && Arrival.NeedsContacts(topic, request.Who.IsBackground)
            ? await reader.Subscriptions.OfUserAsync(user, cancellationToken)
            : null;
        return new ResumeFacts(await OfflineRows.LoadReaderAsync(topic, request, reader, cancellationToken), missed, subscriptions);
    }

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, ResumeFacts facts)
    {
        var plan = new TopicPlan(request);
        var attachment = AttachmentOf(request);
        var row = OfflineRows.LiveOf(topic, request, facts.ReaderRow);
        if (row is not { Mode.IsJoiner: true })
        {
            Dismiss(topic, plan, attachment, isEvicted: topic.Exists, unsub: row is null);
            return plan;
        }
        if (topic.IsAttached(request.Session))
            // Only its front end was in doubt.
            plan.Deliver(new Delivery.Attach(request.Session, attachment.User, row.Mode, attachment.IsReader, topic.LastSeq));
        else
            TakeBack(topic, plan, attachment, row, facts.Subscriptions);
        if (row.Mode.IsReader)
            TellMissed(topic, plan, attachment, facts.Missed);
        return plan;
    }

    private void TakeBack(
        TopicView topic, TopicPlan plan, Attachment attachment, StoredSubscription row, IReadOnlyList<StoredSubscription>? subscriptions)
    {
        if (attachment.IsReader && topic.Participant(attachment.User, asReader: true) is null)
            plan.Change(new LiveChange.ReaderCached(row));
        plan.Attach(attachment, row.Mode, topic.LastSeq);
        Arrival.PlanReturn(topic, plan, attachment, row.Mode, subscriptions, options);
    }

    // As broadcasts, so that the front end leaves out what the session has got since it has asked.
    private static void TellMissed(TopicView topic, TopicPlan plan, Attachment attachment, IReadOnlyList<StoredMessage> missed)
    {
        var name = topic.AddressFor(attachment.User, attachment.IsReader);
        var audience = new Audience { Needs = AccessMode.Read, OnlySession = attachment.Session };
        foreach (var message in missed.Reverse())
        {
            plan.Broadcast(new PacketVariants(DataPackets.Of(message, name, attachment.IsReader)), audience);
            // The call may have ended because the process was lost: clients leave it by this word only.
            if (topic.Kind.CallsAllowed && CallEnd.MissedWord(message, name) is { } over)
                plan.Broadcast(new PacketVariants(over), audience);
        }
    }

    // Its front end takes it for attached, this life of the topic does not: to be detached, it is attached first.
    private static void Dismiss(TopicView topic, TopicPlan plan, Attachment attachment, bool isEvicted, bool unsub)
    {
        plan.Attach(attachment, AccessMode.None, topic.LastSeq);
        if (isEvicted)
            Eviction.Tell(topic, plan, attachment, unsub, attachment.ActiveAt);
        plan.Detach(attachment.Session);
    }

    private static Attachment AttachmentOf(TopicRequest request) =>
        new(request.Session, request.Who.User, request.SpeaksAsReader(), request.Who.IsBackground, request.Who.UserAgent)
        {
            ActiveAt = request.ReceivedAt,
        };
}
