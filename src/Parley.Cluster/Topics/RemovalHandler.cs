using Parley.Cluster.Contracts;
using Parley.Protocol.Names;
using Parley.Topics;

namespace Parley.Cluster.Topics;

/// <summary>Deletes a topic that lives in this process.</summary>
internal sealed class RemovalHandler(LocalTopics topics)
{
    /// <summary>Completes when the topic has handled it; false if it does not live here, or in another life.</summary>
    public async ValueTask<bool> HandleAsync(RemovalOrder order)
    {
        if (!topics.TryGet(new TopicName(order.Topic), out var mailbox)
            || mailbox.Activation != order.Activation
            || mailbox.Post(new TopicInput.Removal(order.Hard, order.At)) != PostOutcome.Accepted)
        {
            return false;
        }
        await mailbox.WhenHandledAsync();
        return true;
    }
}
