using Parley.Protocol.Names;
using Parley.Topics.Presence;

namespace Parley.Topics.Tests.Simulation;

/// <summary>Word of topics to topics on its way: in order for one source and one destination, in no order beyond that.</summary>
internal sealed class NoticeLanes
{
    private readonly List<(TopicName From, TopicName To, TopicNotice Notice)> _underWay = [];

    public bool IsEmpty => _underWay.Count == 0;

    public void Tell(TopicName from, TopicName to, TopicNotice notice) => _underWay.Add((from, to, notice));

    /// <summary>Takes the oldest notice of some pair.</summary>
    public (TopicName To, TopicNotice Notice) Take(Random chance)
    {
        var picked = _underWay[chance.Next(_underWay.Count)];
        var first = _underWay.FindIndex(n => n.From == picked.From && n.To == picked.To);
        var taken = _underWay[first];
        _underWay.RemoveAt(first);
        return (taken.To, taken.Notice);
    }
}
