namespace Parley.Load.Measuring;

/// <summary>CPU time used until a moment.</summary>
/// <param name="At">The moment, in stopwatch ticks.</param>
/// <param name="ServerSeconds">Of the server's process, 0 when none was named.</param>
/// <param name="DatabaseSeconds">Of the database's process and its children, 0 when none was named.</param>
/// <param name="ClientSeconds">Of the load tool.</param>
internal readonly record struct CpuSample(long At, double ServerSeconds, double DatabaseSeconds, double ClientSeconds);
