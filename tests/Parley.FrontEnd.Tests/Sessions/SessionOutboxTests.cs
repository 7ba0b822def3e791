using Parley.FrontEnd.Sessions;

namespace Parley.FrontEnd.Tests.Sessions;

public sealed class SessionOutboxTests
{
    private static byte[] Bytes(int value, int length = 1) => [.. Enumerable.Repeat((byte)value, length)];

    private static List<int> TakeAll(SessionOutbox outbox)
    {
        List<int> taken = [];
        var into = new byte[3][];
        while (outbox.Take(into) is > 0 and var count)
            taken.AddRange(into[..count].Select(b => (int)b[0]));
        return taken;
    }

    [Fact]
    public void Only_the_first_packet_starts_a_drain()
    {
        var outbox = new SessionOutbox(10, 100);
        Assert.Equal(OutboxResult.QueuedFirst, outbox.Enqueue(Bytes(1)));
        Assert.Equal(OutboxResult.Queued, outbox.Enqueue(Bytes(2)));
        Assert.False(outbox.TryFinishDrain());
        Assert.Equal([1, 2], TakeAll(outbox));
        Assert.True(outbox.TryFinishDrain());
        Assert.Equal(OutboxResult.QueuedFirst, outbox.Enqueue(Bytes(3)));
    }

    [Fact]
    public void It_is_bounded_in_packets_and_in_bytes()
    {
        var byPackets = new SessionOutbox(2, 100);
        byPackets.Enqueue(Bytes(1));
        byPackets.Enqueue(Bytes(2));
        Assert.Equal(OutboxResult.Full, byPackets.Enqueue(Bytes(3)));
        var byBytes = new SessionOutbox(10, 100);
        byBytes.Enqueue(Bytes(1, 90));
        Assert.Equal(OutboxResult.Full, byBytes.Enqueue(Bytes(2, 11)));
        Assert.Equal(0.9, byBytes.Fullness, 3);
    }

    [Fact]
    public void A_page_of_history_fits()
    {
        var options = new SessionOptions();
        var outbox = new SessionOutbox(options.SendQueuePacketsMax, options.SendQueueBytesMax);
        for (var i = 0; i < 102; i++)
            Assert.NotEqual(OutboxResult.Full, outbox.Enqueue(Bytes(i, options.MessageBytesMax + 200)));
    }

    [Fact]
    public void Order_is_kept_however_it_grows()
    {
        var outbox = new SessionOutbox(1000, 100_000);
        List<int> taken = [];
        var into = new byte[7][];
        for (var i = 0; i < 200; i++)
        {
            outbox.Enqueue(Bytes(i));
            if (i % 10 == 0)
                taken.AddRange(into[..outbox.Take(into)].Select(b => (int)b[0]));
        }
        taken.AddRange(TakeAll(outbox));
        Assert.Equal(Enumerable.Range(0, 200), taken);
        Assert.Equal(0, outbox.Fullness);
    }

    [Fact]
    public async Task Once_closed_it_takes_nothing_and_waits_for_the_drain()
    {
        var outbox = new SessionOutbox(10, 100);
        outbox.Enqueue(Bytes(1));
        var closed = outbox.CloseAsync(drop: false);
        Assert.Equal(OutboxResult.Closed, outbox.Enqueue(Bytes(2)));
        Assert.False(outbox.TryFinishDrain());
        Assert.False(closed.IsCompleted);
        Assert.Equal([1], TakeAll(outbox));
        Assert.True(outbox.TryFinishDrain());
        await closed;
        Assert.False(outbox.RequestDrain());
    }

    [Fact]
    public void Closed_for_good_it_drops_what_waits()
    {
        var outbox = new SessionOutbox(10, 100);
        outbox.Enqueue(Bytes(1));
        var closed = outbox.CloseAsync(drop: true);
        Assert.Empty(TakeAll(outbox));
        Assert.True(outbox.TryFinishDrain());
        Assert.True(closed.IsCompleted);
    }

    [Fact]
    public void A_drain_asked_for_while_one_runs_makes_it_look_again()
    {
        var outbox = new SessionOutbox(10, 100);
        Assert.True(outbox.RequestDrain());
        Assert.False(outbox.RequestDrain());
        Assert.False(outbox.TryFinishDrain());
        Assert.True(outbox.TryFinishDrain());
    }
}
