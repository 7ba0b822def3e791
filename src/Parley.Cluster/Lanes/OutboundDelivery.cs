namespace Parley.Cluster.Lanes;

/// <summary>A delivery in a lane.</summary>
internal readonly record struct OutboundDelivery(IDeliverySource Source, SharedDelivery Delivery);
