using System.Diagnostics;
using System.Globalization;

namespace Parley.Load.Measuring;

/// <summary>Reads CPU time and memory of the server's and the database's processes from <c>/proc</c>.</summary>
internal sealed class ProcessMeter(int? serverPid, int? databasePid)
{
    private const double TicksPerSecond = 100;
    private const int ParentField = 1;
    private const int UserTimeField = 11;
    private const int SystemTimeField = 12;

    public bool HasServer => serverPid is not null;

    public bool HasDatabase => databasePid is not null;

    public CpuSample Read()
    {
        using var self = Process.GetCurrentProcess();
        return new CpuSample(
            Stopwatch.GetTimestamp(),
            serverPid is { } server ? CpuSecondsOf(StatOf(server)) : 0,
            databasePid is { } database ? FamilyCpuSeconds(database) : 0,
            self.TotalProcessorTime.TotalSeconds);
    }

    /// <summary>Resident memory of the server in bytes, null when no process was named.</summary>
    public long? ServerResidentBytes()
    {
        if (serverPid is not { } pid) return null;
        foreach (var line in File.ReadLines($"/proc/{pid}/status"))
        {
            if (!line.StartsWith("VmRSS:", StringComparison.Ordinal)) continue;
            var kilobytes = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1];
            return long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024;
        }

        return null;
    }

    private static double FamilyCpuSeconds(int parent)
    {
        var own = CpuSecondsOf(StatOf(parent));
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), out var pid)) continue;
            try
            {
                var stat = StatOf(pid);
                if (int.Parse(stat[ParentField], CultureInfo.InvariantCulture) == parent) own += CpuSecondsOf(stat);
            }
            catch (LoadException)
            {
                // Ended between listing and reading.
            }
        }

        return own;
    }

    private static double CpuSecondsOf(string[] stat) =>
        (long.Parse(stat[UserTimeField], CultureInfo.InvariantCulture)
            + long.Parse(stat[SystemTimeField], CultureInfo.InvariantCulture)) / TicksPerSecond;

    /// <summary>The fields of <c>/proc/PID/stat</c> from the state on; the name before them may hold anything.</summary>
    private static string[] StatOf(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            throw new LoadException($"there is no process {pid}");
        }
    }
}
