using Parley.Protocol.Routing;
using Parley.Topics.Effects;
using Parley.Topics.Presence;

namespace Parley.Topics;

/// <summary>What can happen to a topic. The list is closed.</summary>
/// <param name="At">UTC, milliseconds.</param>
public abstract record TopicInput(DateTime At)
{
    /// <summary>A session asks for something.</summary>
    public sealed record Request(TopicRequest Asked) : TopicInput(Asked.ReceivedAt);

    /// <summary>A session has ended without leaving.</summary>
    public sealed record SessionGone(SessionId Session, DateTime At) : TopicInput(At);

    /// <summary>A process with all its sessions is lost.</summary>
    public sealed record FrontEndGone(FrontEndId FrontEnd, DateTime At) : TopicInput(At);

    /// <summary>A process is lost: topics that lived there have said nothing since.</summary>
    public sealed record ProcessGone(DateTime At) : TopicInput(At);

    /// <summary>A session attached here was active: only <c>me</c> listens, for its user agent.</summary>
    public sealed record Activity(SessionId Session, string UserAgent, DateTime At) : TopicInput(At);

    /// <summary>A background session has been there for long enough to be seen.</summary>
    public sealed record Foreground(SessionId Session, DateTime At) : TopicInput(At);

    /// <summary>Word of another topic.</summary>
    public sealed record Notice(TopicNotice Told, DateTime At) : TopicInput(At);

    /// <summary>Something in this process wants to know how many messages the user has not read.</summary>
    /// <param name="Answer">Is told the count; -1 for a topic that is no <c>me</c>.</param>
    public sealed record UnreadAsked(Action<int> Answer, DateTime At) : TopicInput(At);

    public sealed record Timer(TimerKey Key, DateTime At) : TopicInput(At);

    /// <summary>The account of a user here, or of the owner, is gone and the rows are deleted: the topic stops.</summary>
    public sealed record AccountGone(DateTime At) : TopicInput(At);

    /// <summary>Of <c>me</c>: a login or credential has changed the tags of the user in the database.</summary>
    public sealed record TagsChanged(DateTime At) : TopicInput(At);

    /// <summary>The account of a user here, or of the owner, was suspended or resumed.</summary>
    public sealed record AccountSuspended(bool IsSuspended, DateTime At) : TopicInput(At);

    /// <summary>The operator deletes the topic.</summary>
    /// <param name="Hard">Removes everything; else a group is marked deleted.</param>
    public sealed record Removal(bool Hard, DateTime At) : TopicInput(At);
}
