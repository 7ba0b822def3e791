using Parley.Cluster.Contracts;
using Parley.Cluster.FrontEnds;
using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.Cluster.Lanes;

/// <summary>The end of the delivery lanes: takes each batch of another process once, and drops what an earlier life of a topic has left.</summary>
internal sealed class DeliveryIntake(WireCodec codec, LocalDeliveries frontEnd, RequestLanes requests)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(SiloAddress Sender, int Shard), (long Sequence, Task<DeliveryAck> Ack)> _last = [];

    public Task<DeliveryAck> TakeAsync(DeliveryBatch batch)
    {
        lock (_lock)
        {
            var key = (batch.Sender, batch.Shard);
            // A repetition gets the answer of the first, which may be under way still.
            if (_last.TryGetValue(key, out var last) && last.Sequence >= batch.Sequence)
                return last.Ack;
            var ack = Task.Run(() => Take(batch));
            _last[key] = (batch.Sequence, ack);
            return ack;
        }
    }

    private DeliveryAck Take(DeliveryBatch batch)
    {
        var fullness = new float[batch.Topics.Length];
        for (var i = 0; i < fullness.Length; i++)
            fullness[i] = Take(batch.Sender, batch.Topics[i]);
        return new DeliveryAck { Fullness = fullness };
    }

    private float Take(SiloAddress sender, TopicDeliveries topic)
    {
        var name = new TopicName(topic.Topic);
        var home = new TopicHome(sender, topic.Activation);
        var isCurrent = requests.IsCurrent(name, home, attaches: topic.Items.Any(i => i is WireDelivery.Attach));
        List<Delivery> deliveries = new(topic.Items.Length);
        var fullness = 0f;
        foreach (var item in topic.Items)
        {
            if (item is WireDelivery.Moved)
            {
                if (!isCurrent)
                    continue;
                Flush();
                requests.Resume(name);
            }
            // Notices on me do not depend on who is attached where.
            else if ((isCurrent || item is WireDelivery.NotifyOnMe) && codec.Decode(item) is { } delivery)
            {
                deliveries.Add(delivery);
            }
        }
        Flush();
        return fullness;

        void Flush()
        {
            if (deliveries.Count == 0)
                return;
            fullness = Math.Max(fullness, frontEnd.Receive(name, deliveries));
            deliveries.Clear();
        }
    }
}
