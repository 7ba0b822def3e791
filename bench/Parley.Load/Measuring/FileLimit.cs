namespace Parley.Load.Measuring;

/// <summary>Tells before a run that the system would not let the process open enough sockets.</summary>
internal static class FileLimit
{
    private const string LimitsFile = "/proc/self/limits";
    private const int OtherFiles = 200;

    public static void Check(int sessions)
    {
        if (!File.Exists(LimitsFile)) return;
        var line = File.ReadLines(LimitsFile).FirstOrDefault(text => text.StartsWith("Max open files", StringComparison.Ordinal));
        var words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not { Length: > 3 } || !long.TryParse(words[3], out var limit) || sessions + OtherFiles <= limit) return;
        throw new LoadException(
            $"{sessions} sessions need more files than this process may open ({limit}); raise it (ulimit -n) or use several processes");
    }
}
