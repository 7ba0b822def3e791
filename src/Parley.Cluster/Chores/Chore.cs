namespace Parley.Cluster.Chores;

/// <summary>
/// Work that comes again and again and that one process of the cluster does for all: removing what nobody uses. Registered in every process; at any
/// time one of them does it, and another takes over when that one is gone.
/// </summary>
/// <param name="Name">The same in all processes, and different from those of other chores.</param>
/// <param name="Period">Between the beginnings of two turns. A turn that takes longer is not joined by another one.</param>
/// <param name="DoAsync">One turn. What it throws is logged, and the next turn tries again.</param>
/// <param name="StartsAtOnce">The first turn comes with the start of a process, not one period later.</param>
public sealed record Chore(string Name, TimeSpan Period, Func<CancellationToken, Task> DoAsync, bool StartsAtOnce = false);
