using System.Diagnostics.CodeAnalysis;
using Parley.Protocol.Packets.Parts;

namespace Parley.Topics.History;

/// <summary>Ranges of message ids as clients send and receive them (part B 4.5).</summary>
public static class SeqRangeSet
{
    /// <summary>Checks what a client wants deleted, and cuts it to the messages that there are.</summary>
    /// <param name="sent">As sent, in any order.</param>
    /// <param name="ranges">Ascending and merged.</param>
    /// <param name="count">How many ids were named; one that was named twice counts twice.</param>
    /// <returns>False if nothing is named, or something that is no range of messages here.</returns>
    public static bool TryRead(
        IReadOnlyList<SeqRange>? sent, int lastSeq, [NotNullWhen(true)] out IReadOnlyList<SeqRange>? ranges, out int count)
    {
        (ranges, count) = (null, 0);
        if (sent is not { Count: > 0 })
            return false;
        var read = new List<SeqRange>(sent.Count);
        foreach (var range in sent)
        {
            var (low, hi) = (range.Low, range.Hi);
            // Compat: a range may begin at 0, though the first message is 1.
            if (low > lastSeq || low < 0 || hi < 0 || (hi > 0 && low > hi) || (low == 0 && hi == 0))
                return false;
            if (hi > lastSeq)
                hi = lastSeq + 1;
            else if (hi <= low + 1)
                hi = 0;
            var cut = new SeqRange(low, hi);
            // The number of ids is bounded by the messages there are, the sum of many ranges is not.
            count = (int)Math.Min(int.MaxValue, (long)count + cut.Count);
            read.Add(cut);
        }
        ranges = Merge(read);
        return true;
    }

    /// <summary>
    /// Ascending, without what is named twice. Ranges that touch or overlap are joined; single ids stay by themselves, even beside
    /// each other. Ranges without ids are dropped.
    /// </summary>
    public static IReadOnlyList<SeqRange> Merge(IEnumerable<SeqRange> ranges)
    {
        var merged = new List<SeqRange>();
        foreach (var next in ranges.Where(r => r.Count > 0).OrderBy(r => r.Low).ThenByDescending(r => r.Hi))
        {
            if (merged.Count == 0)
            {
                merged.Add(next);
                continue;
            }
            var last = merged[^1];
            if (next.Hi == 0 ? next.Low < last.End : last.Hi > 0 && next.Low <= last.Hi)
                merged[^1] = next.Hi > last.Hi && last.Hi > 0 ? last with { Hi = next.Hi } : last;
            else
                merged.Add(next);
        }
        return merged;
    }
}
