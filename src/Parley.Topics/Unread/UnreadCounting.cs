using Parley.Protocol.Names;
using Parley.Storage.Queries;
using Parley.Topics.Effects;
using Parley.Topics.Presence;

namespace Parley.Topics.Unread;

/// <summary>
/// A user's <c>me</c> counts what is unread from the moment when somebody wants to know, as a push does: from what is stored, then by what
/// topics tell. Whoever is never asked for costs nothing.
/// </summary>
public static class UnreadCounting
{
    /// <summary>Computes the count if <c>me</c> does not keep it yet. After the plan is applied, <see cref="TopicView.Unread"/> is there.</summary>
    public static async ValueTask<TopicPlan> BeginAsync(TopicView me, ITopicReader reader, CancellationToken cancellationToken)
    {
        var plan = new TopicPlan();
        if (me.Unread is not null || !me.Kind.KeepsContacts || !me.Name.TryGetOwner(out var user))
            return plan;
        var contacts = await reader.Subscriptions.ContactsAsync(user, new ContactQuery(null, null, int.MaxValue), cancellationToken);
        var marks = new Dictionary<TopicName, UnreadMark>();
        foreach (var contact in contacts)
        {
            var row = contact.Subscription;
            if (row.IsLive && !row.Key.IsReader && row.Mode.IsReader && contact.Topic is { LastSeq: > 0 } topic)
                marks[row.Key.Topic] = new UnreadMark(topic.LastSeq, row.ReadSeq);
        }
        plan.Change(new LiveChange.UnreadCounted(new UnreadBook(marks)));
        return plan;
    }

    /// <summary>A topic has told how far it and the user are.</summary>
    public static TopicPlan OfNotice(TopicView me, TopicNotice notice)
    {
        var plan = new TopicPlan();
        if (me.Unread is not null)
            plan.Change(new LiveChange.UnreadMarked(notice.From, notice.Unread));
        return plan;
    }
}
