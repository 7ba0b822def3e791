using Parley.Cluster.Contracts;
using Parley.Protocol.Routing;

namespace Parley.Cluster.Lanes;

/// <summary>A delivery on its way to several processes: encoded once, by the lane that sends it first.</summary>
internal sealed class SharedDelivery
{
    /// <summary>The topic ends here; the receiver attaches its sessions anew.</summary>
    public static readonly SharedDelivery Moved = new(new WireDelivery.Moved());

    private readonly Delivery? _delivery;
    private volatile WireDelivery? _wire;

    public SharedDelivery(Delivery delivery) => _delivery = delivery;

    private SharedDelivery(WireDelivery wire) => _wire = wire;

    public WireDelivery Encoded(WireCodec codec) => _wire ??= codec.Encode(_delivery!);
}
