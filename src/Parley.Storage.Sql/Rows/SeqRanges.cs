using Parley.Protocol.Packets.Parts;

namespace Parley.Storage.Sql.Rows;

/// <summary>Ranges of message ids as pairs: from low up to, and without, hi.</summary>
internal static class SeqRanges
{
    /// <summary>The ids of all ranges as ranges that neither overlap nor touch, ascending. Empty ranges are dropped.</summary>
    public static List<(long Low, long Hi)> Merge(IReadOnlyList<SeqRange> ranges)
    {
        List<(long Low, long Hi)> merged = [];
        foreach (var (low, hi) in ranges.Select(r => (Low: (long)r.Low, Hi: EndOf(r))).Where(r => r.Hi > r.Low).Order())
        {
            if (merged.Count > 0 && low <= merged[^1].Hi)
                merged[^1] = (merged[^1].Low, Math.Max(merged[^1].Hi, hi));
            else
                merged.Add((low, hi));
        }
        return merged;
    }

    /// <summary>The first id behind a range. Not <see cref="SeqRange.End"/>: that overflows for the greatest id.</summary>
    public static long EndOf(SeqRange range) => range.Hi == 0 ? range.Low + 1L : range.Hi;

    /// <summary>A range as the protocol has it: a single id is written without its end.</summary>
    public static SeqRange ToProtocol(long low, long hi) =>
        hi == low + 1 ? new SeqRange((int)low) : new SeqRange((int)low, (int)Math.Min(hi, int.MaxValue));
}
