using System.Text.Json;

namespace Parley.Server.Management;

/// <summary>How often a number was within which bounds.</summary>
/// <param name="bounds">Ascending; a number counts for the first bound that is not less, or for none.</param>
internal sealed class MeasuredHistogram(double[] bounds)
{
    private readonly long[] _counts = new long[bounds.Length + 1];
    private double _sum;

    public void Record(double value)
    {
        var index = Array.BinarySearch(bounds, value);
        Interlocked.Increment(ref _counts[index < 0 ? ~index : index]);
        double before;
        do
        {
            before = Volatile.Read(ref _sum);
        }
        while (Interlocked.CompareExchange(ref _sum, before + value, before) != before);
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("count", _counts.Sum());
        writer.WriteNumber("sum", Volatile.Read(ref _sum));
        writer.WriteStartArray("count_per_bucket");
        foreach (var count in _counts)
            writer.WriteNumberValue(count);
        writer.WriteEndArray();
        writer.WriteStartArray("bounds");
        foreach (var bound in bounds)
            writer.WriteNumberValue(bound);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
