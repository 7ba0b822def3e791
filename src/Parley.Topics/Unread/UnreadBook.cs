using Parley.Protocol.Names;

namespace Parley.Topics.Unread;

/// <summary>
/// How many messages a user has not read, topic by topic (part B 5.4, 9.5): the sum of what clients show. Messages that were deleted count
/// until they are read, as they do when it is computed from what is stored.
/// </summary>
public sealed class UnreadBook
{
    private readonly Dictionary<TopicName, UnreadMark> _marks;

    public UnreadBook(IEnumerable<KeyValuePair<TopicName, UnreadMark>> marks) => _marks = new(marks);

    public int Total => _marks.Values.Sum(m => Math.Max(0, m.LastSeq - m.ReadSeq));

    internal void Put(TopicName topic, UnreadMark mark)
    {
        if (mark == UnreadMark.None)
        {
            _marks.Remove(topic);
            return;
        }
        var before = _marks.GetValueOrDefault(topic);
        _marks[topic] = new UnreadMark(Math.Max(before.LastSeq, mark.LastSeq), Math.Max(before.ReadSeq, mark.ReadSeq));
    }
}
