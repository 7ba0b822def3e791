using System.Collections.Concurrent;
using Parley.Protocol.Names;

namespace Parley.Cluster.Lanes;

/// <summary>The delivery lanes of this process. A topic always takes the same lane to the same front end.</summary>
internal sealed class DeliveryLanes(LaneServices services)
{
    private readonly ConcurrentDictionary<(SiloAddress Silo, int Shard), DeliveryLane> _lanes = new();

    public void Add(SiloAddress silo, IDeliverySource source, SharedDelivery delivery)
    {
        if (!services.FrontEnds.IsDead(silo))
            Lane(silo, source.Name).Add(source, delivery);
    }

    /// <summary>Nobody is there any more to deliver to.</summary>
    public void SiloLost(SiloAddress silo)
    {
        for (var shard = 0; shard < services.Options.DeliveryLanesPerFrontEnd; shard++)
        {
            if (_lanes.TryRemove((silo, shard), out var lane))
                lane.End();
        }
    }

    private DeliveryLane Lane(SiloAddress silo, TopicName topic)
    {
        var shard = (int)((uint)topic.GetHashCode() % (uint)services.Options.DeliveryLanesPerFrontEnd);
        return _lanes.GetOrAdd((silo, shard), static (key, services) => new DeliveryLane(key.Silo, key.Shard, services), services);
    }
}
