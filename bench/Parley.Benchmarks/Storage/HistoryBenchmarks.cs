using BenchmarkDotNet.Attributes;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Storage.Ports;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Benchmarks.Storage;

/// <summary>Pages of a topic's history and of its log of deletions. They must cost the same in a small topic and in a huge one.</summary>
public class HistoryBenchmarks
{
    private const int PageMessages = 24;
    private const int Deletions = 100;

    private static readonly TopicName Group = TopicName.Group(ScratchStore.Id(1));
    private static readonly TopicName Emptied = TopicName.Group(ScratchStore.Id(2));
    private static readonly UserId Author = ScratchStore.Id(3);
    private static readonly UserId Hider = ScratchStore.Id(4);

    private IMessageStore _messages = null!;
    private SeqRange[] _ranges = [];

    [Params(1_000, 1_000_000)]
    public int Messages { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _messages = ScratchStore.Get($"history-{Messages}", Writes).Messages;
        _ranges = [.. Enumerable.Range(1, PageMessages).Select(i => new SeqRange(Messages / (PageMessages + 1) * i))];
    }

    [Benchmark]
    public Task<IReadOnlyList<StoredMessage>> Last24() => ReadAsync(Group, Author, new MessageQuery(0, 0, PageMessages));

    [Benchmark]
    public Task<IReadOnlyList<StoredMessage>> Middle24ByBefore() => ReadAsync(Group, Author, new MessageQuery(0, Messages / 2, PageMessages));

    [Benchmark]
    public Task<IReadOnlyList<StoredMessage>> Twenty4ByRanges() => ReadAsync(Group, Author, new MessageQuery(0, 0, PageMessages, _ranges));

    /// <summary>The reader has deleted for itself all messages but the first hundred.</summary>
    [Benchmark]
    public Task<IReadOnlyList<StoredMessage>> Last24BelowOwnDeletion() => ReadAsync(Group, Hider, new MessageQuery(0, 0, PageMessages));

    /// <summary>All messages but the first hundred were deleted for everybody.</summary>
    [Benchmark]
    public Task<IReadOnlyList<StoredMessage>> Last24BelowDeletionForAll() => ReadAsync(Emptied, Author, new MessageQuery(0, 0, PageMessages));

    [Benchmark]
    public Task<IReadOnlyList<DeletionRecord>> Deletions24() =>
        _messages.DeletionsAsync(Group, Author, Deletions / 2, 0, PageMessages, CancellationToken.None).AsTask();

    private Task<IReadOnlyList<StoredMessage>> ReadAsync(TopicName topic, UserId user, MessageQuery query) =>
        _messages.ReadAsync(topic, user, query, CancellationToken.None).AsTask();

    private IEnumerable<StoreWrite> Writes()
    {
        yield return new CreateUser(ScratchStore.User(Author));
        yield return new CreateUser(ScratchStore.User(Hider));
        foreach (var topic in new[] { Group, Emptied })
        {
            yield return new CreateTopic(ScratchStore.Topic(topic, ScratchStore.Start));
            for (var seq = 1; seq <= Messages; seq++)
            {
                var message = new StoredMessage
                {
                    Seq = seq,
                    Timestamp = ScratchStore.Start.AddSeconds(seq),
                    From = Author,
                    Content = Payload.FromString("A message of ordinary length, as people write them."),
                };
                yield return new SaveMessage(topic, message, MarkReadBySender: false, []);
            }
        }
        for (var id = 1; id <= Deletions; id++)
            yield return new DeleteMessages(Group, id, Author, [new SeqRange(id)], ScratchStore.Start);
        yield return new DeleteMessages(Group, Deletions + 1, Hider, [new SeqRange(101, Messages + 1)], ScratchStore.Start);
        yield return new DeleteMessages(Emptied, 1, default, [new SeqRange(101, Messages + 1)], ScratchStore.Start);
    }
}
