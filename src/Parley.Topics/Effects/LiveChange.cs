using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Calls;
using Parley.Topics.Presence;
using Parley.Topics.Unread;

namespace Parley.Topics.Effects;

/// <summary>A change of what a topic remembers that is not stored. The list is closed; durable changes are the writes themselves.</summary>
public abstract record LiveChange
{
    private LiveChange()
    {
    }

    /// <summary>The session is attached; its user is one more time online unless it is a background session.</summary>
    public sealed record Attached(Attachment Attachment) : LiveChange;

    public sealed record Detached(SessionId Session) : LiveChange;

    /// <summary>A background session is seen from now on.</summary>
    public sealed record BecameForeground(SessionId Session) : LiveChange;

    /// <summary>A session of <c>me</c> is the one in use, and names itself so.</summary>
    public sealed record Active(SessionId Session, string UserAgent, DateTime At) : LiveChange;

    /// <summary>A channel reader is remembered as long as it is attached.</summary>
    public sealed record ReaderCached(StoredSubscription Row) : LiveChange;

    public sealed record ReaderForgotten(UserId User) : LiveChange;

    /// <summary>The group has told its members that it is online, or the <c>me</c> topic its contacts; or no longer.</summary>
    public sealed record Announced(bool IsAnnounced) : LiveChange;

    /// <summary>A user has come to a big group, or has gone: to be told soon. Who does both is not told.</summary>
    public sealed record Crowded(UserId User, bool IsOn) : LiveChange;

    /// <summary>What was collected of comings and goings is told.</summary>
    public sealed record CrowdTold : LiveChange;

    /// <summary>The contact list of a <c>me</c> topic was read.</summary>
    public sealed record ContactsLoaded(IReadOnlyList<Contact> Contacts) : LiveChange;

    /// <summary>A contact of a <c>me</c> topic is as given.</summary>
    public sealed record ContactChanged(Contact Contact) : LiveChange;

    public sealed record ContactRemoved(string Name) : LiveChange;

    /// <summary>User agents of a <c>me</c> topic: told to contacts, and in use now.</summary>
    public sealed record UserAgents(string? Told, string? Current) : LiveChange;

    /// <summary>What a session searches for in <c>fnd</c>; null removes it.</summary>
    public sealed record QuerySet(SessionId Session, Payload Query) : LiveChange;

    /// <summary>The topic or its owner was suspended, or resumed.</summary>
    public sealed record ReadOnly(bool IsReadOnly) : LiveChange;

    /// <summary>A call has begun, was accepted, or is over.</summary>
    /// <param name="Before">The call until now, to undo the change; null if there was none.</param>
    public sealed record CallChanged(CallState? Before, CallState? Now) : LiveChange;

    /// <summary><c>me</c> keeps the count of unread messages from now on.</summary>
    public sealed record UnreadCounted(UnreadBook Book) : LiveChange;

    public sealed record UnreadMarked(TopicName Topic, UnreadMark Mark) : LiveChange;

    /// <summary>The count is in doubt: it is computed anew when it is wanted.</summary>
    public sealed record UnreadForgotten : LiveChange;

    /// <summary>The topic is deleted: what comes is refused until it is unloaded.</summary>
    public sealed record Stopped : LiveChange;
}
