using System.Numerics;

namespace Parley.Load.Measuring;

/// <summary>Counts times in buckets of at most 1.6 % width. Not thread-safe.</summary>
internal sealed class LatencyHistogram
{
    private const int LinearBits = 7;
    private const int HalfCount = 1 << (LinearBits - 1);
    private const int MicrosecondsBitsMax = 36;

    private readonly long[] _buckets = new long[(1 << LinearBits) + ((MicrosecondsBitsMax - LinearBits) * HalfCount)];

    public long Count { get; private set; }

    public void Add(long microseconds)
    {
        _buckets[BucketOf(Math.Clamp(microseconds, 0, (1L << MicrosecondsBitsMax) - 1))]++;
        Count++;
    }

    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < _buckets.Length; i++) _buckets[i] += other._buckets[i];
        Count += other.Count;
    }

    /// <summary>The time within which the given part of all took place, in milliseconds; null when nothing was counted.</summary>
    public double? PercentileMs(double part)
    {
        if (Count == 0) return null;
        var rank = Math.Max(1, (long)Math.Ceiling(part * Count));
        long seen = 0;
        for (var i = 0; i < _buckets.Length; i++)
        {
            seen += _buckets[i];
            if (seen >= rank) return MiddleOf(i) / 1000.0;
        }

        return null;
    }

    private static int BucketOf(long value)
    {
        var shift = BitOperations.Log2((ulong)value | 1) - (LinearBits - 1);
        return shift <= 0 ? (int)value : (shift * HalfCount) + (int)(value >> shift);
    }

    private static double MiddleOf(int bucket)
    {
        if (bucket < 1 << LinearBits) return bucket;
        var shift = (bucket / HalfCount) - 1;
        return ((bucket - (shift * HalfCount)) + 0.5) * (1L << shift);
    }
}
