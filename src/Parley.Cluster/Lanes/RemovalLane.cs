using Parley.Accounts.Operator;
using Parley.Cluster.Contracts;
using Parley.Cluster.Topics;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Topics.Operator;

namespace Parley.Cluster.Lanes;

/// <summary>
/// From the operator to a topic that is to be deleted, wherever it lives; it is loaded if it is not, so that its members are told by
/// the same rules. In order with the other requests of the topic by going through its mailbox.
/// </summary>
internal sealed class RemovalLane(ITopicLocator locator, LaneServices services, RemovalHandler here) : ITopicRemoval
{
    public async ValueTask RemoveAsync(TopicName topic, bool hard, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(services.Options.CallTimeout);
        try
        {
            while (!await TryRemoveAsync(topic, hard, limit.Token))
            {
                // The old life is ending; the grain knows the next one in a moment.
                await Task.Delay(LaneServices.RetryDelay, services.Time, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OperatorRefusalException($"The topic {topic} has not answered in time; try again.");
        }
    }

    private async ValueTask<bool> TryRemoveAsync(TopicName topic, bool hard, CancellationToken cancellationToken)
    {
        var home = await locator.LocateAsync(topic).WaitAsync(cancellationToken);
        var order = new RemovalOrder { Topic = topic.Value, Activation = home.Activation, Hard = hard, At = services.Time.UtcMilliseconds() };
        try
        {
            var handled = home.Silo.Equals(services.Self.SiloAddress)
                ? here.HandleAsync(order).AsTask()
                : services.Peers.At(home.Silo).RemoveTopicAsync(order);
            return await handled.WaitAsync(cancellationToken);
        }
        catch (Exception) when (services.FrontEnds.IsDead(home.Silo))
        {
            return false;
        }
    }
}
