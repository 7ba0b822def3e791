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
        var decoded = Array.ConvertAll(topic.Items, codec.Decode);
        // Whether it is current and its delivery are one step: in between the sessions might be attached to the next life, which
        // would send them once more what they are about to get here.
        lock (frontEnd.TurnOf(name))
        {
            var attaches = Array.Exists(topic.Items, i => i is WireDelivery.Attach);
            var isCurrent = requests.IsCurrent(name, new TopicHome(sender, topic.Activation), attaches);
            // Notices on me do not depend on who is attached where.
            List<Delivery> wanted = [.. decoded.OfType<Delivery>().Where(d => isCurrent || d is Delivery.NotifyOnMe)];
            var fullness = wanted.Count > 0 ? frontEnd.Receive(name, wanted) : 0;
            // The last word of a life. If it comes late, the sessions are attached to the next one already.
            if (isCurrent && Array.Exists(topic.Items, i => i is WireDelivery.Moved))
                requests.Resume(name, topic.Activation);
            return fullness;
        }
    }
}
