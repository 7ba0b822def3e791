using Microsoft.Extensions.Logging;
using Parley.Cluster.Accounts;
using Parley.Cluster.Contracts;
using Parley.Cluster.Lanes;
using Parley.Cluster.Topics;

namespace Parley.Cluster.FrontEnds;

/// <summary>Takes the calls of other processes and hands them on, off the single thread on which they arrive.</summary>
internal sealed class PeerService(
    GrainId id,
    Silo silo,
    ILoggerFactory loggers,
    DeliveryIntake deliveries,
    RequestIntake requests,
    TopicLanes notices,
    AccountChangeHandler accounts,
    RemovalHandler removals) : GrainService(id, silo, loggers), IPeerService
{
    public Task<DeliveryAck> DeliverAsync(DeliveryBatch batch) => deliveries.TakeAsync(batch);

    public Task<RequestAck> PostAsync(RequestBatch batch) => Task.Run(() => requests.Take(batch));

    public Task NotifyAsync(NoticeBatch batch) => Task.Run(() => notices.Take(batch));

    public Task ChangeAccountAsync(AccountChange change) => Task.Run(() => accounts.HandleAsync(change).AsTask());

    public Task<bool> RemoveTopicAsync(RemovalOrder order) => Task.Run(() => removals.HandleAsync(order).AsTask());
}
