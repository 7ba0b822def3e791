using System.Runtime.CompilerServices;

namespace Parley.Cluster.Tests.Support;

/// <summary>
/// Waits for something to become true; fails with its words if it does not. The limit is generous: it only costs time where a test fails, and
/// other tests may have the machine for a while.
/// </summary>
internal static class Eventually
{
    public static async Task BecomesTrueAsync(
        Func<bool> condition, Func<string>? state = null, int seconds = 120, [CallerArgumentExpression(nameof(condition))] string? words = null)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(seconds));
        while (!condition())
        {
            if (deadline.IsCancellationRequested)
                Assert.Fail($"Never true: {words} {state?.Invoke()}");
            await Task.Delay(5, CancellationToken.None);
        }
    }
}
