using Parley.Protocol.Routing;
using Parley.Storage.Queries;
using Parley.Storage.Writes;
using Parley.Topics.Access;
using Parley.Topics.Leave;
using Parley.Topics.Publish;
using Parley.Topics.Remove;
using Parley.Topics.Unread;

namespace Parley.Topics.Reload;

/// <summary>
/// What another process has stored in the name of this topic, as long as both took it for theirs. It comes to light when the topic is
/// loaded again, and those attached here are told what they would have been told if it had happened here: messages, and lost access.
/// </summary>
public static class StoredElsewhere
{
    /// <summary>The last message of which those attached here know.</summary>
    /// <param name="failed">The plans that were not stored.</param>
    public static int LastTold(TopicView before, IReadOnlyList<TopicPlan> failed)
    {
        foreach (var plan in failed)
        {
            if (plan.Writes.OfType<SaveMessage>().FirstOrDefault() is { } first)
                return first.Message.Seq - 1;
        }
        return before.LastSeq;
    }

    /// <summary>Decides what is told.</summary>
    /// <param name="before">The memory until now.</param>
    /// <param name="now">The memory as it is loaded again.</param>
    /// <param name="lastTold">See <see cref="LastTold"/>.</param>
    public static async ValueTask<TopicPlan> PlanAsync(
        TopicView before, TopicView now, int lastTold, ITopicReader reader, DateTime at, TopicOptions options, CancellationToken cancellationToken)
    {
        var plan = new TopicPlan();
        if (now.Attachments.Count > 0 && !now.Exists)
        {
            TopicEnd.Stop(plan);
            return plan;
        }
        TellAccess(before, now, plan, at);
        for (var since = lastTold + 1; now.Exists && since <= now.LastSeq; since += options.MessagesPageMax)
        {
            var query = new MessageQuery(since, since + options.MessagesPageMax, options.MessagesPageMax);
            foreach (var message in (await reader.Messages.ReadAsync(now.Name, default, query, cancellationToken)).Reverse())
            {
                var isReadByAuthor = now.LiveMember(message.From) is { } author && author.ReadSeq >= message.Seq;
                if (options.CountsUnread)
                    UnreadNotices.OfMessage(now, plan, message.Seq, message.From, isReadByAuthor);
                MessageFanOut.Plan(now, plan, message);
            }
        }
        return plan;
    }

    // Front ends check messages by the mode that they were told last.
    private static void TellAccess(TopicView before, TopicView now, TopicPlan plan, DateTime at)
    {
        foreach (var (user, isReader) in now.Attachments.Values.Select(a => (a.User, a.IsReader)).Distinct())
        {
            var mode = now.Participant(user, isReader)?.Mode;
            if (mode is not { IsJoiner: true })
                Eviction.Plan(now, plan, user, isReader, unsub: mode is null, at);
            else if (mode != before.Participant(user, isReader)?.Mode)
                plan.Deliver(new Delivery.ModeChanged(user, isReader, mode.Value));
        }
    }
}
