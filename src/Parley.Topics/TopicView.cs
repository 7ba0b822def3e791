using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Calls;
using Parley.Topics.Kinds;
using Parley.Topics.Presence;
using Parley.Topics.Unread;

namespace Parley.Topics;

/// <summary>What a live topic remembers, for reading: all that handlers see of it.</summary>
public abstract class TopicView
{
    private protected readonly Dictionary<UserId, Subscriber> MembersByUser = [];
    private protected readonly Dictionary<UserId, Subscriber> ReadersByUser = [];
    private protected readonly Dictionary<SessionId, Attachment> AttachmentsBySession = [];
    private protected readonly Dictionary<UserId, bool> CrowdByUser = [];
    private protected readonly Dictionary<string, Contact> ContactsByName = [];
    private protected readonly Dictionary<SessionId, Payload> QueriesBySession = [];
    private readonly Dictionary<AccessMode, IReadOnlyList<UserId>> _membersByMode = [];

    private protected TopicView(TopicName name)
    {
        Name = name;
        Kind = TopicKind.Of(name);
    }

    public TopicName Name { get; }

    public TopicKind Kind { get; }

    /// <summary>False if nothing of this name is stored: only creating it makes sense.</summary>
    public bool Exists { get; private protected set; }

    public DateTime Created { get; private protected set; }

    /// <summary>The last change of public, trusted, tags or the like.</summary>
    public DateTime Updated { get; private protected set; }

    /// <summary>The last message.</summary>
    public DateTime Touched { get; private protected set; }

    /// <summary>The topic is in use no longer; requests are refused until it is unloaded.</summary>
    public bool IsStopped { get; private protected set; }

    /// <summary>A session has been attached since the topic was loaded.</summary>
    public bool WasEntered { get; private protected set; }

    /// <summary>The topic, its owner or one of two users is suspended: nobody writes.</summary>
    public bool IsReadOnly { get; private protected set; }

    /// <summary>A group that channel readers may follow.</summary>
    public bool IsChannel { get; private protected set; }

    public UserId Owner { get; private protected set; }

    public DefaultAccess Access { get; private protected set; }

    public int LastSeq { get; private protected set; }

    public int DelId { get; private protected set; }

    /// <summary>Live subscriptions, channel readers included, attached or not.</summary>
    public int SubscriberCount { get; private protected set; }

    public Payload Public { get; private protected set; }

    public Payload Trusted { get; private protected set; }

    public IReadOnlyList<string> Tags { get; private protected set; } = [];

    public Payload Aux { get; private protected set; }

    /// <summary>The version of the stored row: of the topic, or for <c>me</c> of the user.</summary>
    public int Version { get; private protected set; }

    /// <summary>The group has told its members that it is online; <c>me</c> its contacts.</summary>
    public bool IsAnnounced { get; private protected set; }

    /// <summary>Of <c>me</c>: the user agent that contacts know.</summary>
    public string? AnnouncedUserAgent { get; private protected set; }

    /// <summary>Of <c>me</c>: the user agent in use now; null before anything was done.</summary>
    public string? CurrentUserAgent { get; private protected set; }

    /// <summary>Of a conversation: the call that rings or is spoken; null if there is none.</summary>
    public CallState? Call { get; private protected set; }

    /// <summary>Members by user: of a conversation also the one who has left.</summary>
    public IReadOnlyDictionary<UserId, Subscriber> Members => MembersByUser;

    /// <summary>Channel readers that are attached.</summary>
    public IReadOnlyDictionary<UserId, Subscriber> Readers => ReadersByUser;

    public IReadOnlyDictionary<SessionId, Attachment> Attachments => AttachmentsBySession;

    /// <summary>Of a big group: who has come (true) or gone, and is not told yet.</summary>
    public IReadOnlyDictionary<UserId, bool> Crowd => CrowdByUser;

    /// <summary>Of <c>me</c>: contacts by the name under which they are listed.</summary>
    public IReadOnlyDictionary<string, Contact> Contacts => ContactsByName;

    /// <summary>Of <c>me</c>: what the user has not read; null as long as nobody wants to know.</summary>
    public UnreadBook? Unread { get; private protected set; }

    /// <summary>Of <c>fnd</c>: what each session searches for.</summary>
    public IReadOnlyDictionary<SessionId, Payload> Queries => QueriesBySession;

    public bool IsAttached(SessionId session) => AttachmentsBySession.ContainsKey(session);

    /// <summary>The member, live or not; null if there is none.</summary>
    public Subscriber? Member(UserId user) => MembersByUser.GetValueOrDefault(user);

    /// <summary>The member if its subscription is live.</summary>
    public Subscriber? LiveMember(UserId user) => Member(user) is { IsLive: true } member ? member : null;

    /// <summary>The user as it takes part here: as a member, or as a channel reader.</summary>
    public Subscriber? Participant(UserId user, bool asReader) =>
        asReader ? ReadersByUser.GetValueOrDefault(user) : LiveMember(user);

    /// <summary>The user's effective mode as a member, else as an attached reader, else none.</summary>
    public AccessMode ModeOf(UserId user) =>
        (LiveMember(user) ?? ReadersByUser.GetValueOrDefault(user))?.Mode ?? AccessMode.None;

    /// <summary>The live members whose mode has all of these letters. The list is kept until a mode changes.</summary>
    public IReadOnlyList<UserId> MembersWith(AccessMode letters)
    {
        if (!_membersByMode.TryGetValue(letters, out var users))
        {
            users = [.. MembersByUser.Values.Where(m => m.IsLive && m.Mode.Has(letters)).Select(m => m.User)];
            _membersByMode[letters] = users;
        }
        return users;
    }

    /// <summary>The topic as this user names it. An attached channel reader sees "chn…".</summary>
    public string AddressFor(UserId user, bool asReader = false) => Kind.AddressFor(Name, user, asReader);

    private protected void ForgetMembersByMode() => _membersByMode.Clear();
}
