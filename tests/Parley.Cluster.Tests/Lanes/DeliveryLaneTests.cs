using System.Collections.Concurrent;
using Orleans.Runtime;
using Parley.Cluster.Contracts;
using Parley.Cluster.Lanes;
using Parley.Cluster.Tests.Support;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;

namespace Parley.Cluster.Tests.Lanes;

public sealed class DeliveryLaneTests
{
    private static readonly TopicName Topic = TopicName.Group(new UserId(1));

    [Fact]
    public async Task Deliveries_of_a_topic_arrive_in_order_and_once_although_calls_fail()
    {
        using var sender = new LaneWorld(o => (o.CallTimeout, o.BatchItemsMax) = (TimeSpan.FromMilliseconds(50), 16));
        using var receiver = new LaneWorld();
        var session = receiver.FrontEnd.NewSession();
        receiver.FrontEnd.Receive(Topic, [new Delivery.Attach(session, FakeFrontEnd.UserOf(session), default, false, 0)]);
        var calls = 0;
        sender.Peers.Deliver = async batch => (calls++ % 3) switch
        {
            // Lost on the way there, or on the way back.
            0 => throw new TimeoutException(),
            1 => await receiver.Intake.TakeAsync(batch).ContinueWith<DeliveryAck>(_ => throw new TimeoutException(), TaskScheduler.Default),
            _ => await receiver.Intake.TakeAsync(batch),
        };
        var source = new Source();
        for (var seq = 1; seq <= 200; seq++)
            sender.Deliveries.Add(FakePeers.There, source, Data(seq));

        await Eventually.BecomesTrueAsync(() => receiver.FrontEnd.DataCount(Topic, session) == 200);
        Assert.Equal(Enumerable.Range(1, 200), receiver.FrontEnd.Data(Topic, session));
    }

    [Fact]
    public async Task A_broadcast_to_several_processes_is_encoded_once()
    {
        using var world = new LaneWorld();
        var done = 0;
        world.Peers.Deliver = batch =>
        {
            Interlocked.Increment(ref done);
            return Task.FromResult(new DeliveryAck { Fullness = new float[batch.Topics.Length] });
        };
        var shared = Data(1);
        var source = new Source();
        world.Deliveries.Add(FakePeers.There, source, shared);
        await Eventually.BecomesTrueAsync(() => done == 1);
        world.Deliveries.Add(FakePeers.Elsewhere, source, shared);
        await Eventually.BecomesTrueAsync(() => done == 2);
        Assert.Equal(1, world.Codec.ServerPackets);
    }

    [Fact]
    public async Task The_acknowledgement_tells_each_topic_how_full_its_readers_are()
    {
        using var world = new LaneWorld(o => o.DeliveryLanesPerFrontEnd = 1);
        world.Peers.Deliver = batch => Task.FromResult(
            new DeliveryAck { Fullness = [.. batch.Topics.Select(t => t.Topic == Topic.Value ? 0.75f : 0.1f)] });
        var (full, other) = (new Source(), new Source { Name = TopicName.Group(new UserId(2)) });
        world.Deliveries.Add(FakePeers.There, other, Data(1));
        world.Deliveries.Add(FakePeers.There, full, Data(1));
        await Eventually.BecomesTrueAsync(() => !full.Fullness.IsEmpty && !other.Fullness.IsEmpty);
        Assert.Equal([0.75f], full.Fullness);
        Assert.Equal([0.1f], other.Fullness);
    }

    [Fact]
    public async Task A_front_end_that_does_not_keep_up_attaches_anew()
    {
        using var world = new LaneWorld(o => o.DeliveryLaneDeliveriesMax = 3);
        var gate = new TaskCompletionSource();
        List<WireDelivery> delivered = [];
        world.Peers.Deliver = async batch =>
        {
            delivered.AddRange(batch.Topics.SelectMany(t => t.Items));
            await gate.Task;
            return new DeliveryAck { Fullness = new float[batch.Topics.Length] };
        };
        var source = new Source();
        world.Deliveries.Add(FakePeers.There, source, Data(1));
        await Eventually.BecomesTrueAsync(() => delivered.Count == 1);
        for (var seq = 2; seq <= 5; seq++)
            world.Deliveries.Add(FakePeers.There, source, Data(seq));
        gate.SetResult();

        Assert.Equal([FakePeers.There], source.Overflows);
        await Eventually.BecomesTrueAsync(() => delivered.Count == 2);
        Assert.IsType<WireDelivery.Moved>(delivered[1]);
    }

    [Fact]
    public async Task What_an_earlier_life_of_a_topic_has_left_behind_is_dropped()
    {
        using var world = new LaneWorld();
        var session = world.FrontEnd.NewSession();
        var current = new Source { Activation = 2 };
        await world.Intake.TakeAsync(Batch(1, current, new Delivery.Attach(session, FakeFrontEnd.UserOf(session), default, false, 0)));
        await world.Intake.TakeAsync(Batch(2, new Source { Activation = 1 }, Broadcast(1)));
        await world.Intake.TakeAsync(Batch(3, current, Broadcast(2)));
        Assert.Equal([2], world.FrontEnd.Data(Topic, session));

        DeliveryBatch Batch(long sequence, Source source, Delivery delivery) => new()
        {
            Sender = FakePeers.There,
            Sequence = sequence,
            Topics =
            [
                new TopicDeliveries
                {
                    Topic = source.Name.Value,
                    Activation = source.Activation,
                    Items = [world.Services.Codec.Encode(delivery)],
                },
            ],
        };
    }

    private static Delivery.Broadcast Broadcast(int seq) =>
        new(new PacketVariants(new DataPacket { Topic = Topic.Value, Seq = seq, Content = Protocol.Payload.FromJson("1") }), new Audience());

    private static SharedDelivery Data(int seq) => new(Broadcast(seq));

    private sealed class Source : IDeliverySource
    {
        public TopicName Name { get; init; } = Topic;

        public long Activation { get; init; } = 1;

        public ConcurrentQueue<float> Fullness { get; } = new();

        public ConcurrentQueue<SiloAddress> Overflows { get; } = new();

        public void ReportFullness(float fullness) => Fullness.Enqueue(fullness);

        public void Overflowed(SiloAddress silo) => Overflows.Enqueue(silo);
    }
}
