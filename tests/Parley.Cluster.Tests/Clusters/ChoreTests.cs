using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Parley.Cluster.Chores;
using Parley.Cluster.Tests.Support;

namespace Parley.Cluster.Tests.Clusters;

public sealed class ChoreTests
{
    [Fact]
    public async Task One_process_does_the_chore_and_another_takes_over_when_it_is_lost()
    {
        var log = new ChoreLog();
        await using var cluster = await SiloCluster.StartAsync(2, services: services => services.AddSingleton(
            s => new Chore("test", TimeSpan.FromMilliseconds(100), _ => log.DoneBy(s.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToString()))));
        await Eventually.BecomesTrueAsync(() => log.Turns.Count >= 3);
        var first = Assert.Single(log.Turns.Distinct());

        var lost = cluster.Members.Single(m => m.Silo.SiloAddress.ToString() == first);
        await cluster.KillAsync(lost);
        await Eventually.BecomesTrueAsync(() => log.Turns.Any(turn => turn != first));
    }

    [Fact]
    public async Task A_chore_that_fails_is_tried_again_and_never_runs_twice_at_once()
    {
        var (running, most, turns) = (0, 0, 0);
        await using var cluster = await SiloCluster.StartAsync(2, services: services => services.AddSingleton(new Chore("test", TimeSpan.FromMilliseconds(50), async token =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(TimeSpan.FromMilliseconds(120), token);
            Interlocked.Decrement(ref running);
            Interlocked.Increment(ref turns);
            throw new InvalidOperationException("Nothing goes well.");
        })));
        await Eventually.BecomesTrueAsync(() => turns >= 3);
        Assert.Equal(1, most);
    }

    private sealed class ChoreLog
    {
        public ConcurrentQueue<string> Turns { get; } = new();

        public Task DoneBy(string silo)
        {
            Turns.Enqueue(silo);
            return Task.CompletedTask;
        }
    }
}
