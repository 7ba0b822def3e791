using Orleans.Concurrency;
using Orleans.Placement;
using Parley.Cluster.Contracts;
using Parley.Cluster.Topics;
using Parley.Protocol.Names;

namespace Parley.Cluster.Grains;

/// <summary>
/// Owns a topic's life: it opens the mailbox in the process that has asked first, and ends it. Unloading is decided by the topic
/// itself, so idleness in the eyes of the runtime means nothing.
/// </summary>
[Reentrant, KeepAlive, PreferLocalPlacement, GrainType("parley.topic")]
internal sealed class TopicGrain(LocalTopics topics, MailboxServices services, ILocalSiloDetails silo) : Grain, ITopicGrain
{
    private TopicMailbox? _mailbox;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _mailbox = new TopicMailbox(new TopicName(this.GetPrimaryKeyString()), services, Closed);
        topics.Add(_mailbox);
        return Task.CompletedTask;
    }

    public Task<TopicHome> LocateAsync() => Task.FromResult(new TopicHome(silo.SiloAddress, _mailbox!.Activation));

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_mailbox is null)
            return;
        await _mailbox.EndAsync().WaitAsync(cancellationToken);
        topics.Remove(_mailbox);
    }

    // Called by the mailbox's pump, outside of the grain's turns.
    private void Closed(TopicMailbox mailbox)
    {
        topics.Remove(mailbox);
        GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "The topic is unloaded."));
    }
}
