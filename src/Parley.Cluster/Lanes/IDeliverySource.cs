using Parley.Protocol.Names;

namespace Parley.Cluster.Lanes;

/// <summary>A topic whose deliveries take a lane.</summary>
internal interface IDeliverySource
{
    TopicName Name { get; }

    /// <summary>The life of the topic that delivers.</summary>
    long Activation { get; }

    /// <summary>How full the queues on the way are, 0 to 1.</summary>
    void ReportFullness(float fullness);

    /// <summary>Deliveries to a process were dropped: its sessions here have to attach anew.</summary>
    void Overflowed(SiloAddress silo);
}
