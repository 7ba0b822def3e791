using System.Collections.Concurrent;

namespace Parley.Load.Measuring;

/// <summary>Counts what went wrong, by kind. Thread-safe.</summary>
internal sealed class ErrorTally
{
    private const int KindsMax = 50;

    private readonly ConcurrentDictionary<string, long> _errors = new();
    private readonly ConcurrentDictionary<string, long> _notes = new();

    public bool IsClean => _errors.IsEmpty;

    public IEnumerable<KeyValuePair<string, long>> Errors => _errors.OrderByDescending(entry => entry.Value);

    public IEnumerable<KeyValuePair<string, long>> Notes => _notes.OrderByDescending(entry => entry.Value);

    /// <summary>Counts an error; a run with errors is not clean.</summary>
    public void Add(string kind, long count = 1) => Count(_errors, kind, count);

    /// <summary>Counts something worth saying which is no error.</summary>
    public void Note(string kind, long count = 1) => Count(_notes, kind, count);

    private static void Count(ConcurrentDictionary<string, long> tally, string kind, long count)
    {
        if (count <= 0) return;
        if (tally.Count >= KindsMax && !tally.ContainsKey(kind)) kind = "other kinds";
        tally.AddOrUpdate(kind, count, (_, old) => old + count);
    }
}
