using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Topics;

/// <summary>
/// A user of a topic as the topic remembers it: the stored row and how often the user is online. Members stay as long as the
/// topic is loaded, channel readers as long as they are attached. Only <see cref="TopicState"/> changes it.
/// </summary>
public sealed class Subscriber
{
    public Subscriber(StoredSubscription row) => Row = row;

    /// <summary>The row as last written. Its marks lag behind <see cref="ReadSeq"/> and <see cref="RecvSeq"/>: use those.</summary>
    public StoredSubscription Row { get; internal set; }

    public UserId User => Row.Key.User;

    public bool IsReader => Row.Key.IsReader;

    public AccessMode Want => Row.Want;

    public AccessMode Given => Row.Given;

    /// <summary>Want and given together; none for a user who has left a conversation.</summary>
    public AccessMode Mode => IsLive ? Row.Want & Row.Given : AccessMode.None;

    /// <summary>False for the one who has left a conversation that the other one still has.</summary>
    public bool IsLive => Row.IsLive;

    public Payload Private => Row.Private;

    public int ReadSeq { get; internal set; }

    public int RecvSeq { get; internal set; }

    public int DelId { get; internal set; }

    /// <summary>Sessions attached.</summary>
    public int Sessions { get; internal set; }

    /// <summary>Sessions attached in the foreground.</summary>
    public int Online { get; internal set; }

    public bool IsOnline => Online > 0;

    /// <summary>The row with the marks as they are now: what a whole-row write starts from.</summary>
    public StoredSubscription CurrentRow => Row with { ReadSeq = ReadSeq, RecvSeq = RecvSeq, DelId = DelId };
}
