using Parley.Protocol.Routing;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Topics.Audiences;
using Parley.Topics.Handlers;

namespace Parley.Topics.Subscribe;

/// <summary>
/// Takes a session back after the process in which the topic lived was lost: no reply, nothing to those inside, only the messages that
/// it has missed.
/// </summary>
public sealed class ResumeHandler(TopicOptions options) : TopicHandler<ResumeFacts>
{
    protected override async ValueTask<ResumeFacts> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken)
    {
        var user = request.Who.User;
        var seen = request.Resumes ?? topic.LastSeq;
        var missed = seen < topic.LastSeq
            ? await reader.Messages.ReadAsync(topic.Name, user, new MessageQuery(seen + 1, 0, options.MessagesPageMax), cancellationToken)
            : [];
        var subscriptions = topic.Exists && Arrival.NeedsContacts(topic, request.Who.IsBackground)
            ? await reader.Subscriptions.OfUserAsync(user, cancellationToken)
            : null;
        return new ResumeFacts(missed, subscriptions);
    }

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, ResumeFacts facts)
    {
        var plan = new TopicPlan(request);
        var isReader = request.SpeaksAsReader();
        var user = request.Who.User;
        if (topic.IsAttached(request.Session) || topic.Participant(user, isReader) is not { Mode.IsJoiner: true } subscriber)
            return plan;
        var attachment = new Attachment(request.Session, user, isReader, request.Who.IsBackground, request.Who.UserAgent)
        {
            ActiveAt = request.ReceivedAt,
        };
        plan.Attach(attachment, subscriber.Mode, topic.LastSeq);
        Arrival.PlanReturn(topic, plan, attachment, subscriber.Mode, facts.Subscriptions, options);
        if (!subscriber.Mode.IsReader)
            return plan;
        foreach (var message in facts.Missed.Reverse())
            plan.Send(DataPackets.Of(message, topic.AddressFor(user, isReader), isReader));
        return plan;
    }
}
