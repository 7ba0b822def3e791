using System.Net;
using Orleans.Runtime;
using Parley.Cluster.Contracts;
using Parley.Cluster.FrontEnds;

namespace Parley.Cluster.Tests.Support;

/// <summary>Other processes, played by delegates.</summary>
internal sealed class FakePeers : IPeerClient, IPeerService
{
    public static readonly SiloAddress There = SiloAddress.New(IPAddress.Loopback, 1, 1);
    public static readonly SiloAddress Elsewhere = SiloAddress.New(IPAddress.Loopback, 2, 1);

    public Func<DeliveryBatch, Task<DeliveryAck>> Deliver { get; set; } = batch =>
        Task.FromResult(new DeliveryAck { Fullness = new float[batch.Topics.Length] });

    public Func<RequestBatch, Task<RequestAck>> Post { get; set; } = batch => Task.FromResult(new RequestAck { Taken = batch.Inputs.Length });

    public Func<NoticeBatch, Task> Notify { get; set; } = _ => Task.CompletedTask;

    public Func<AccountChange, Task> ChangeAccount { get; set; } = _ => Task.CompletedTask;

    public Func<RemovalOrder, Task<bool>> RemoveTopic { get; set; } = _ => Task.FromResult(true);

    public IPeerService At(SiloAddress silo) => this;

    public Task<DeliveryAck> DeliverAsync(DeliveryBatch batch) => Deliver(batch);

    public Task<RequestAck> PostAsync(RequestBatch batch) => Post(batch);

    public Task NotifyAsync(NoticeBatch batch) => Notify(batch);

    public Task ChangeAccountAsync(AccountChange change) => ChangeAccount(change);

    public Task<bool> RemoveTopicAsync(RemovalOrder order) => RemoveTopic(order);
}
