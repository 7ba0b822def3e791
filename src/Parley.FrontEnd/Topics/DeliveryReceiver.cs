using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Topics;

/// <summary>Carries out what topics send to the sessions of this process.</summary>
public sealed class DeliveryReceiver
{
    /// <summary>
    /// Carries out deliveries of one topic in their order. Must not be called for the same topic from two threads at once.
    /// </summary>
    /// <returns>How full the queues of the receiving sessions are: the median, 0 to 1.</returns>
    public double Receive(TopicName topic, IReadOnlyList<Delivery> deliveries) => throw new NotImplementedException();
}
