using Parley.Protocol.Routing;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Topics.Audiences;
using Parley.Topics.Handlers;

namespace Parley.Topics.Subscribe;

/// <summary>
/// Takes a session back after the process in which the topic lived was lost: no reply, no presence, only the messages that it has missed.
/// </summary>
public sealed class ResumeHandler(TopicOptions options) : TopicHandler<IReadOnlyList<StoredMessage>>
{
    protected override ValueTask<IReadOnlyList<StoredMessage>> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken)
    {
        var seen = request.Resumes ?? topic.LastSeq;
        return seen >= topic.LastSeq
            ? new([])
            : reader.Messages.ReadAsync(topic.Name, request.Who.User, new MessageQuery(seen + 1, 0, options.MessagesPageMax), cancellationToken);
    }

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, IReadOnlyList<StoredMessage> missed)
    {
        var plan = new TopicPlan(request);
        var isReader = request.SpeaksAsReader();
        var user = request.Who.User;
        if (topic.IsAttached(request.Session) || topic.Participant(user, isReader) is not { Mode.IsJoiner: true } subscriber)
            return plan;
        plan.Attach(new Attachment(request.Session, user, isReader, request.Who.IsBackground, request.Who.UserAgent), subscriber.Mode, topic.LastSeq);
        if (!subscriber.Mode.IsReader)
            return plan;
        foreach (var message in missed.Reverse())
            plan.Send(DataPackets.Of(message, topic.AddressFor(user, isReader), isReader));
        return plan;
    }
}
