using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Parley.Notifications.Tests.Fakes;

/// <summary>Time that a test moves, and that notes for how long somebody wanted to wait.</summary>
internal sealed class NotedTime : FakeTimeProvider
{
    public ConcurrentQueue<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, dueTime, period);
    }
}
