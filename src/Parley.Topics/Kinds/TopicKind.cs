using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;

namespace Parley.Topics.Kinds;

/// <summary>
/// What differs from one kind of topic to another. Kinds have no state and do no I/O; nothing outside this folder asks which kind a
/// topic is, only what the kind answers.
/// </summary>
public abstract class TopicKind
{
    private protected TopicKind()
    {
    }

    /// <summary>The kind of a topic, by its name.</summary>
    public static TopicKind Of(TopicName name)
    {
        if (name.IsP2P)
            return P2PKind.Instance;
        if (name.IsGroup)
            return GroupKind.Instance;
        if (name.IsMe)
            return MeKind.Instance;
        if (name.IsFind)
            return FindKind.Instance;
        return name.IsSelf ? SelfKind.Instance : SystemKind.Instance;
    }

    /// <summary>The kind in a word, for operators.</summary>
    public abstract string Word { get; }

    /// <summary>The topic as this user names it.</summary>
    public abstract string AddressFor(TopicName name, UserId viewer, bool asReader);

    /// <summary>Where the topic's description comes from.</summary>
    public abstract DescriptionSource Description { get; }

    /// <summary>What a session sees of the topic.</summary>
    /// <param name="peer">The other user of a conversation; null if there is none any more.</param>
    public virtual TopicCard CardFor(TopicView topic, SessionId session, StoredUser? peer) => new(topic.Public, topic.Trusted);

    /// <summary>The default access, as far as a user of this mode is told it; null if not.</summary>
    public virtual DefaultAccess? DefaultsFor(TopicView topic, AccessMode mode) => mode.IsSharer ? topic.Access : null;

    /// <summary>The user may change what others see, and the tags. Where there is nothing to change it may all the same: it is ignored.</summary>
    /// <param name="asReader">Takes part as a channel reader.</param>
    public virtual bool MayDescribe(TopicView topic, UserId user, bool asReader) => true;

    /// <summary>What <c>{get sub}</c> lists.</summary>
    public abstract SubscriptionSource Subscriptions { get; }

    /// <summary>The parts that <c>{get}</c> knows here; others are 405, or 204 where there is nothing.</summary>
    public abstract MetaParts Readable { get; }

    /// <summary>The parts that <c>{set}</c> knows here; others are 405.</summary>
    public abstract MetaParts Settable { get; }

    /// <summary>
    /// What a user of this level is given who joins by itself (part B 1.3): "accessFor".
    /// </summary>
    public abstract AccessMode AccessFor(TopicView topic, AuthLevel level, TopicOptions options);

    /// <summary>What the contact list and a session that is not attached are told to be given.</summary>
    public virtual AccessMode GivenListed(AccessMode given) => given;

    /// <summary>A want or given as far as this kind allows it: p2p always has A and nothing beyond its mask.</summary>
    public virtual AccessMode Clamp(AccessMode mode, TopicOptions options) => mode;

    /// <summary>What a newcomer may want; the same as ever if nothing is special.</summary>
    public virtual AccessMode ClampOfNewcomer(AccessMode mode) => mode;

    /// <summary>Only root users may attach.</summary>
    public virtual bool RootOnly => false;

    /// <summary>True if a user of this mode may publish.</summary>
    public virtual bool MayPublish(AccessMode mode) => mode.IsWriter;

    public virtual TopicCreation Creation => TopicCreation.None;

    /// <summary>What is said of a topic that is not there.</summary>
    public virtual ReplyCode MissingCode => ReplyCodes.TopicNotFound;

    /// <summary>Publishing needs no attachment.</summary>
    public virtual bool AcceptsFromOutside => false;

    /// <summary>There is a limit of subscribers, and a count worth telling.</summary>
    public virtual bool CountsSubscribers => false;

    /// <summary>Sessions of members come and go in front of the others.</summary>
    public virtual bool TellsWhoIsHere => false;

    /// <summary>The topic is online, and tells its members on <c>me</c> that it is.</summary>
    public virtual bool IsContact => false;

    /// <summary>The user sees the topic among its contacts.</summary>
    public virtual bool IsListed => true;

    /// <summary>Remembers which other users and topics are online: <c>me</c>.</summary>
    public virtual bool KeepsContacts => false;

    /// <summary>Both of two users matter even after one has left.</summary>
    public virtual bool RemembersLeavers => false;

    /// <summary>Others than the requester can be invited, changed and removed.</summary>
    public virtual bool HasOthers => false;

    /// <summary>Audio and video calls are possible.</summary>
    public virtual bool CallsAllowed => false;

    /// <summary>The subscription can be ended.</summary>
    public virtual bool CanUnsubscribe => true;

    /// <summary>The topic is unloaded when nobody is attached.</summary>
    public virtual bool UnloadsWhenIdle => true;
}
