using System.Diagnostics;

namespace Parley.Load.Measuring;

/// <summary>Wall and CPU time between two samples.</summary>
internal readonly record struct CpuSpan(double Seconds, double ServerSeconds, double DatabaseSeconds, double ClientSeconds)
{
    public static CpuSpan Between(CpuSample start, CpuSample end) => new(
        Stopwatch.GetElapsedTime(start.At, end.At).TotalSeconds,
        end.ServerSeconds - start.ServerSeconds,
        end.DatabaseSeconds - start.DatabaseSeconds,
        end.ClientSeconds - start.ClientSeconds);
}
