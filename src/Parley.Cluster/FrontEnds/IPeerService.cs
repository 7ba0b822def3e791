using Orleans.Services;
using Parley.Cluster.Contracts;

namespace Parley.Cluster.FrontEnds;

/// <summary>
/// One process as the others see it, addressed by its silo: no directory, no reference that expires, and calls fail as soon as it
/// is known to be dead. Only lanes call it, because only they keep the order.
/// </summary>
[Alias("parley.IPeerService")]
internal interface IPeerService : IGrainService
{
    /// <summary>Into the front end.</summary>
    [Alias("Deliver")]
    Task<DeliveryAck> DeliverAsync(DeliveryBatch batch);

    /// <summary>Into the mailbox of a topic that lives there.</summary>
    [Alias("Post")]
    Task<RequestAck> PostAsync(RequestBatch batch);

    /// <summary>To those topics that are loaded there.</summary>
    [Alias("Notify")]
    Task NotifyAsync(NoticeBatch batch);

    /// <summary>To the front end and the loaded topics; completes when they have handled it.</summary>
    [Alias("ChangeAccount")]
    Task ChangeAccountAsync(AccountChange change);

    /// <summary>To a topic that lives there; completes when it has handled it. False if it does not.</summary>
    [Alias("RemoveTopic")]
    Task<bool> RemoveTopicAsync(RemovalOrder order);
}
