using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Topics.Access;
using Parley.Topics.Presence;

namespace Parley.Topics.Unread;

/// <summary>What changes how many messages users have not read, told to their <c>me</c> as far as it is loaded (part B 5.4).</summary>
public static class UnreadNotices
{
    /// <summary>A message: everybody who may read it has one more, but its author if it reads its own.</summary>
    public static void OfMessage(TopicView topic, TopicPlan plan, int seq, UserId author, bool isReadByAuthor)
    {
        var readers = topic.MembersWith(AccessMode.Read);
        if (!isReadByAuthor)
        {
            Tell(plan, topic, readers, new UnreadMark(seq, 0));
            return;
        }
        Tell(plan, topic, [.. readers.Where(user => user != author)], new UnreadMark(seq, 0));
        Tell(plan, topic, [author], new UnreadMark(seq, seq));
    }

    /// <summary>The user has read up to here.</summary>
    public static void OfRead(TopicView topic, TopicPlan plan, Subscriber own, int seq, TopicOptions options)
    {
        if (options.CountsUnread && !own.IsReader)
            Tell(plan, topic, [own.User], new UnreadMark(topic.LastSeq, seq));
    }

    /// <summary>The user may read the topic from now on, or no longer.</summary>
    public static void OfModeChange(TopicView topic, TopicPlan plan, ModeChange change)
    {
        if (change.IsReader || change.OldMode.IsReader == change.NewMode.IsReader)
            return;
        if (change.After is { } after && change.NewMode.IsReader)
            OfSubscription(topic, plan, after);
        else
            Tell(plan, topic, [change.User], UnreadMark.None);
    }

    /// <summary>The user may read the topic from now on: with all that it has missed.</summary>
    public static void OfSubscription(TopicView topic, TopicPlan plan, StoredSubscription row)
    {
        if (topic.LastSeq > 0 && row.Mode.IsReader)
            Tell(plan, topic, [row.Key.User], new UnreadMark(topic.LastSeq, row.ReadSeq));
    }

    private static void Tell(TopicPlan plan, TopicView topic, IReadOnlyList<UserId> users, UnreadMark mark) => plan.Route(
        [.. users.Select(TopicName.Me)],
        new TopicNotice(topic.Name, topic.Name.Value, NoticeWhat.Unread) { Unread = mark });
}
