using Parley.Protocol;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Topics.Publish;

namespace Parley.Topics.Calls;

/// <summary>
/// A call does not survive the process in which its conversation lived. When the conversation is loaded again, the history must not go
/// on saying that it rings or is spoken (part C 7.4, R13).
/// </summary>
public static class DanglingCall
{
    // A call is among the last messages, unless the two have written to each other while they spoke.
    private const int MessagesLookedAt = 16;

    /// <summary>What ends a call that nobody has ended; null if there is none.</summary>
    public static async ValueTask<TopicPlan?> PlanAsync(TopicView topic, ITopicReader reader, DateTime at, CancellationToken cancellationToken)
    {
        if (!topic.Kind.CallsAllowed || !topic.Exists || topic.LastSeq == 0 || topic.Call is not null)
            return null;
        var since = Math.Max(1, topic.LastSeq - MessagesLookedAt + 1);
        var messages = await reader.Messages.ReadAsync(topic.Name, default, new MessageQuery(since, 0, MessagesLookedAt), cancellationToken);
        foreach (var message in messages.OrderByDescending(m => m.Seq))
        {
            if (MessageHead.StartsCall(message.Head))
                return End(topic, message, at);
        }
        return null;
    }

    private static TopicPlan? End(TopicView topic, StoredMessage message, DateTime at)
    {
        var isOpen = MessageHead.CallStateOf(message.Head) switch
        {
            CallOutcome.Started => true,
            CallOutcome.Accepted => true,
            _ => false,
        };
        if (!isOpen || (MessageHead.ReplacedSeq(message.Head) ?? message.Seq) is not (> 0 and var seq))
            return null;
        var call = new CallState(seq, message.From, default, message.Content, MessageHead.ContentType(message.Head));
        var plan = new TopicPlan();
        return CallMessage.TryPlan(topic, plan, call, CallOutcome.Disconnected, default, at) ? plan : null;
    }
}
