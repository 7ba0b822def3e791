using BenchmarkDotNet.Attributes;
using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Benchmarks.Storage;

/// <summary>The contact list. It must cost the same for each contact, however many there are.</summary>
public class ContactBenchmarks
{
    private static readonly UserId Owner = ScratchStore.Id(1);

    private ISubscriptionStore _subscriptions = null!;

    [Params(100, 10_000)]
    public int Contacts { get; set; }

    [GlobalSetup]
    public void Fill() => _subscriptions = ScratchStore.Get($"contacts-{Contacts}", Writes).Subscriptions;

    /// <summary>All contacts.</summary>
    [Benchmark]
    public Task<IReadOnlyList<StoredContact>> All() => ReadAsync(null, int.MaxValue);

    /// <summary>As a client comes back: the list was seen a little while ago, one contact in a hundred has news.</summary>
    [Benchmark]
    public Task<IReadOnlyList<StoredContact>> ModifiedSince() => ReadAsync(ScratchStore.Start.AddSeconds(Contacts * 0.99), 1024);

    [Benchmark]
    public Task<IReadOnlyList<StoredContact>> Page24() => ReadAsync(null, 24);

    [Benchmark]
    public Task<IReadOnlyList<StoredContact>> Page24ModifiedSince() => ReadAsync(ScratchStore.Start.AddSeconds(Contacts / 2), 24);

    [Benchmark]
    public Task<IReadOnlyList<StoredContact>> One() => _subscriptions.ContactsAsync(
        Owner, new ContactQuery(null, new SubscriptionKey(TopicName.P2P(Owner, ScratchStore.Id(Contacts / 2)), Owner), 1024), CancellationToken.None).AsTask();

    private Task<IReadOnlyList<StoredContact>> ReadAsync(DateTime? since, int limit) =>
        _subscriptions.ContactsAsync(Owner, new ContactQuery(since, null, limit), CancellationToken.None).AsTask();

    private IEnumerable<StoreWrite> Writes()
    {
        yield return new CreateUser(ScratchStore.User(Owner));
        for (var i = 2; i <= Contacts + 1; i++)
        {
            var peer = ScratchStore.Id(i);
            var name = TopicName.P2P(Owner, peer);
            yield return new CreateUser(ScratchStore.User(peer));
            yield return new CreateTopic(ScratchStore.Topic(name, ScratchStore.Start.AddSeconds(i)));
            yield return new PutSubscription(ScratchStore.Subscription(name, Owner) with { Version = 1 });
            yield return new PutSubscription(ScratchStore.Subscription(name, peer) with { Version = 1 });
        }
    }
}
