using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Storage.Records;

namespace Parley.Storage.Writes;

/// <summary>Inserts a topic with its tags; a topic of this name is a conflict, unless it is marked deleted: then it is replaced.</summary>
public sealed record CreateTopic(StoredTopic Topic) : StoreWrite;

/// <summary>Changes what is not null; tags are replaced as a whole. A topic that is marked deleted is a conflict.</summary>
public sealed record UpdateTopic(TopicName Topic, int Version) : StoreWrite
{
    public DateTime? Updated { get; init; }
    public DefaultAccess? Access { get; init; }
    public UserId? Owner { get; init; }
    public Payload? Public { get; init; }
    public Payload? Trusted { get; init; }
    public Payload? Aux { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
}

/// <summary>
/// Deletes a topic with all its subscriptions. Hard: messages, deletion log and file links go too. Soft: marked deleted.
/// A topic that does not exist is no failure.
/// </summary>
public sealed record DeleteTopic(TopicName Topic, bool Hard, DateTime At) : StoreWrite;

/// <summary>
/// Writes a whole subscription, new, changed or brought back to life. <c>Row.Version</c> is the version that the row gets: a
/// conflict unless the stored one is lower by one (1 for a row that does not exist). Marks of messages are written as given.
/// A topic that does not exist or is marked deleted is a conflict; <c>me</c> and <c>fnd</c> have no topic and can only be the user's own.
/// </summary>
public sealed record PutSubscription(StoredSubscription Row) : StoreWrite;

/// <summary>Marks a subscription deleted and forgets which messages the user had deleted for itself.</summary>
/// <param name="Version">The version that the row gets.</param>
public sealed record RemoveSubscription(SubscriptionKey Key, int Version, DateTime At) : StoreWrite;

/// <summary>Raises marks of a subscription; they never go back. 0 leaves one as it is. Never a conflict.</summary>
public sealed record RaiseMarks(SubscriptionKey Key, int ReadSeq, int RecvSeq, DateTime At) : StoreWrite;

/// <summary>
/// Stores a message and moves the topic's last seq and time of last message. A conflict unless the topic's last seq is
/// <c>Message.Seq - 1</c>.
/// </summary>
/// <param name="MarkReadBySender">Raises read and recv of the sender to this message.</param>
/// <param name="Files">Uploaded files that the message uses; unknown ones are ignored.</param>
public sealed record SaveMessage(TopicName Topic, StoredMessage Message, bool MarkReadBySender, IReadOnlyList<UserId> Files) : StoreWrite;

/// <summary>
/// Deletes messages: for one user, or if <paramref name="ForUser"/> is nobody for everybody, then their content is erased.
/// Sets the topic's deletion id, and that of the user's subscription or of all. The log names the ranges as given, without what is too old.
/// </summary>
/// <param name="DelId">A conflict unless the topic's is lower by one.</param>
/// <param name="NotBefore">Of everybody's: only messages not older than this; null for no bound.</param>
public sealed record DeleteMessages(
    TopicName Topic, int DelId, UserId ForUser, IReadOnlyList<SeqRange> Ranges, DateTime At, DateTime? NotBefore = null) : StoreWrite;

/// <summary>Ties files to a user (its <c>me</c>) or group as its avatar, in place of earlier ones; unknown files are ignored.</summary>
public sealed record LinkFiles(TopicName Topic, IReadOnlyList<UserId> Files) : StoreWrite;
