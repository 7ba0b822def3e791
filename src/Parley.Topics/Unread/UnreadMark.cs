namespace Parley.Topics.Unread;

/// <summary>
/// How far a topic and one of its users are: numbers that only grow, so that a mark that comes twice or late changes nothing.
/// </summary>
/// <param name="LastSeq">The last message of the topic; 0 if the user cannot read it, or has left.</param>
/// <param name="ReadSeq">The last message that the user has read; 0 if nothing is said about it.</param>
public readonly record struct UnreadMark(int LastSeq, int ReadSeq)
{
    /// <summary>The topic does not count: no R, or no subscription.</summary>
    public static UnreadMark None => default;
}
