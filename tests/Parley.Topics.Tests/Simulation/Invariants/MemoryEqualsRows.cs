using Parley.Storage.Records;

namespace Parley.Topics.Tests.Simulation.Invariants;

/// <summary>A topic that was loaded again equals the one that was not, and who is online is who is attached.</summary>
internal sealed class MemoryEqualsRows(SimulatedWorld world) : Invariant(world)
{
    public override void Handled(SimulatedTopic topic)
    {
        if (topic.View is not { } view)
            return;
        foreach (var subscriber in view.Members.Values.Concat(view.Readers.Values))
        {
            var attached = view.Attachments.Values.Count(a => a.User == subscriber.User && a.IsReader == subscriber.IsReader && !a.IsBackground);
            if (attached != subscriber.Online)
                Fail($"{view.Name}: {subscriber.User} is online {subscriber.Online} times and attached {attached} times");
            if (subscriber.ReadSeq > subscriber.RecvSeq || subscriber.RecvSeq > view.LastSeq)
                Fail($"{view.Name}: {subscriber.User} has marks {subscriber.ReadSeq}/{subscriber.RecvSeq} of {view.LastSeq}");
        }
    }

    public override async Task LookWhenQuietAsync(CancellationToken cancellationToken)
    {
        foreach (var topic in World.Topics)
        {
            if (topic.View is not { IsStopped: false } live)
                continue;
            var stored = await TopicLoader.LoadAsync(topic.Name, new StoreTopicReader(World.Store.Inner), cancellationToken);
            // A search has only its user's subscription of its own.
            var (here, there) = topic.Name.IsFind ? (Members(live), Members(stored)) : (Describe(live), Describe(stored));
            if (here != there)
                Fail($"{topic.Name} remembers {here}, rows say {there}");
            foreach (var reader in live.Readers.Values)
                await CompareAsync(reader, cancellationToken);
        }
    }

    private async Task CompareAsync(Subscriber reader, CancellationToken cancellationToken)
    {
        var row = await World.Store.Inner.Subscriptions.FindAsync(reader.Row.Key, cancellationToken);
        if (row is null || Describe(row) != Describe(reader.CurrentRow))
            Fail($"{reader.Row.Key.Topic} remembers the reader {Describe(reader.CurrentRow)}, its row says {(row is null ? "" : Describe(row))}");
    }

    private static string Describe(TopicView topic) =>
        $"{topic.Exists}/{topic.IsChannel}/{topic.Owner}/{topic.Access}/{topic.LastSeq}/{topic.DelId}/{topic.SubscriberCount}"
        + $"/{topic.Public}/{topic.Trusted}/{string.Join(',', topic.Tags)}/{topic.Aux}/v{topic.Version}/{topic.Created:O}/{topic.Touched:O} {Members(topic)}";

    private static string Members(TopicView topic) =>
        string.Join(' ', topic.Members.Values.OrderBy(m => m.User).Select(m => Describe(m.CurrentRow)));

    private static string Describe(StoredSubscription row) => row.IsLive
        ? $"{row.Key.User}:{row.Want}/{row.Given}/{row.ReadSeq}/{row.RecvSeq}/{row.DelId}/{row.Private}/{row.Created:O}/v{row.Version}"
        : $"{row.Key.User}:left";
}
