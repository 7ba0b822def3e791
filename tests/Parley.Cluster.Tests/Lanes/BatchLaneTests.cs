using Parley.Cluster.Lanes;
using Parley.Cluster.Tests.Support;

namespace Parley.Cluster.Tests.Lanes;

public sealed class BatchLaneTests
{
    [Fact]
    public async Task What_comes_while_a_batch_is_under_way_goes_with_the_next_one()
    {
        var gate = new TaskCompletionSource();
        List<int[]> batches = [];
        var lane = new BatchLane<int>(100, 3, async batch =>
        {
            batches.Add([.. batch]);
            await gate.Task;
        });
        lane.TryAdd(1);
        await Eventually.BecomesTrueAsync(() => batches.Count == 1);
        foreach (var item in Enumerable.Range(2, 5))
            lane.TryAdd(item);
        Assert.Single(batches);

        gate.SetResult();

        await Eventually.BecomesTrueAsync(() => batches.Sum(b => b.Length) == 6);
        Assert.Equal([[1], [2, 3, 4], [5, 6]], batches);
    }

    [Fact]
    public async Task A_full_lane_refuses()
    {
        var gate = new TaskCompletionSource();
        var sending = new TaskCompletionSource();
        var lane = new BatchLane<int>(2, 10, async _ =>
        {
            sending.TrySetResult();
            await gate.Task;
        });
        lane.TryAdd(0);
        await sending.Task;
        Assert.True(lane.TryAdd(1));
        Assert.True(lane.TryAdd(2));
        Assert.False(lane.TryAdd(3));
        Assert.Equal(1f, lane.Fullness);
        gate.SetResult();
        await Eventually.BecomesTrueAsync(() => lane.TryAdd(3));
    }

    [Fact]
    public async Task Items_of_many_threads_are_never_in_two_batches_at_once_and_none_is_lost()
    {
        var inside = 0;
        List<int> sent = [];
        var lane = new BatchLane<int>(int.MaxValue, 64, async batch =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            sent.AddRange(batch);
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        });
        Parallel.For(0, 8, thread =>
        {
            for (var i = 0; i < 10_000; i++)
                lane.TryAdd((thread * 10_000) + i);
        });
        await Eventually.BecomesTrueAsync(() => sent.Count == 80_000);
        foreach (var one in sent.GroupBy(i => i / 10_000))
            Assert.Equal(one.Order(), one);
    }
}
