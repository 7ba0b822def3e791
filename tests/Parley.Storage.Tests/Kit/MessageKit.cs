using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using static Parley.Storage.Tests.Kit.Sample;

namespace Parley.Storage.Tests.Kit;

/// <summary>Messages: stored, read, deleted.</summary>
public abstract class MessageKit<TEngine> : StoreKit<TEngine>
    where TEngine : IStoreEngine, new()
{
    [Fact]
    public async Task A_message_is_read_as_it_was_stored_and_moves_the_topic()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)));
        var message = Message(1, Alice, Later(4)) with { Head = Payload.FromJson("""{"mime":"text/x-drafty"}""") };
        await WriteAsync(new SaveMessage(Travel, message, false, []));
        Assert.Equal(message, Assert.Single(await ReadAsync(Bob)));
        var topic = await Store.Topics.FindAsync(Travel, Ct);
        Assert.Equal((1, Later(4), Now, 1), (topic!.LastSeq, topic.Touched, topic.Updated, topic.Version));
    }

    [Fact]
    public async Task A_message_must_follow_the_last_one()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)));
        await ConflictAsync(Publish(Travel, 2, Alice));
        await WriteAsync(Publish(Travel, 1, Alice));
        await ConflictAsync(Publish(Travel, 1, Alice));
        await ConflictAsync(Publish(Chess, 1, Alice));
        Assert.Single(await ReadAsync(Alice));
    }

    [Fact]
    public async Task The_sender_has_read_its_message_without_a_change_of_its_row()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)), Join(Travel, Alice), Join(Travel, Bob), Join(Travel, Alice, isReader: true));
        await WriteAsync(Publish(Travel, 1, Bob), Publish(Travel, 2, Alice, markRead: true));
        var row = await Store.Subscriptions.FindAsync(new SubscriptionKey(Travel, Alice), Ct);
        Assert.Equal((2, 2, Now, 1), (row!.ReadSeq, row.RecvSeq, row.Updated, row.Version));
        Assert.Equal(0, (await Store.Subscriptions.FindAsync(new SubscriptionKey(Travel, Bob), Ct))!.ReadSeq);
        Assert.Equal(0, (await Store.Subscriptions.FindAsync(new SubscriptionKey(Travel, Alice, true), Ct))!.ReadSeq);
    }

    [Fact]
    public async Task The_newest_messages_in_the_bounds_come_first()
    {
        await FillAsync(10);
        Assert.Equal([10, 9, 8], await SeqsAsync(new MessageQuery(0, 0, 3)));
        Assert.Equal([5, 4], await SeqsAsync(new MessageQuery(4, 6, 10)));
        Assert.Equal([10, 9], await SeqsAsync(new MessageQuery(9, 0, 10)));
        Assert.Equal([1], await SeqsAsync(new MessageQuery(1, 2, 10)));
        Assert.Empty(await SeqsAsync(new MessageQuery(0, 1, 10)));
        Assert.Empty(await SeqsAsync(new MessageQuery(11, 0, 10)));
        Assert.Empty(await SeqsAsync(new MessageQuery(8, 3, 10)));
        Assert.Empty(await Store.Messages.ReadAsync(Chess, Alice, new MessageQuery(0, 0, 10), Ct));
    }

    [Fact]
    public async Task Ranges_select_messages_whatever_their_order_and_width()
    {
        await FillAsync(10);
        Assert.Equal([9, 6, 5, 4, 2], await SeqsAsync(Ranges(10, R(2), R(5, 7), R(9, 10), R(4, 6))));
        Assert.Equal([9, 6], await SeqsAsync(Ranges(2, R(2), R(5, 7), R(9, 10))));
        Assert.Equal([10, 9, 8], await SeqsAsync(Ranges(3, R(1, int.MaxValue), R(int.MaxValue), R(-5, 3))));
        Assert.Equal([2, 1], await SeqsAsync(Ranges(10, R(-5, 3))));
        Assert.Empty(await SeqsAsync(Ranges(10, R(5, 5), R(7, 3), R(77))));
        Assert.Empty(await SeqsAsync(new MessageQuery(1, 5, 10, [])));
    }

    [Fact]
    public async Task Thousands_of_ranges_are_no_obstacle()
    {
        await FillAsync(10);
        Assert.Equal([9, 7, 5, 3, 1], await SeqsAsync(new MessageQuery(0, 0, 10, [.. Enumerable.Range(0, 5000).Select(i => new SeqRange((2 * i) + 1))])));
    }

    [Fact]
    public async Task A_deletion_for_everybody_erases_the_live_messages_of_its_ranges()
    {
        await FillAsync(9);
        await WriteAsync(Join(Travel, Alice), Join(Travel, Bob), Join(Travel, Carol, isReader: true));
        await WriteAsync(new DeleteMessages(Travel, 1, default, [new(4)], Later(1)));

        await WriteAsync(new DeleteMessages(Travel, 2, default, [new(2, 7), new(8, 20)], Later(2)));

        Assert.Equal([7, 1], await SeqsAsync(new MessageQuery(0, 0, 10)));
        AssertDeletions([(1, [R(4)]), (2, [R(2, 7), R(8, 20)])], await DeletionsAsync(Bob));
        foreach (var key in new[] { new SubscriptionKey(Travel, Alice), new SubscriptionKey(Travel, Bob), new SubscriptionKey(Travel, Carol, true) })
        {
            var row = await Store.Subscriptions.FindAsync(key, Ct);
            Assert.Equal((2, Now), (row!.DelId, row.Updated));
        }
        Assert.Equal((2, 9), await Store.Topics.FindAsync(Travel, Ct) is { } topic ? (topic.DelId, topic.LastSeq) : default);
        await ConflictAsync(Publish(Travel, 4, Alice));
    }

    [Fact]
    public async Task A_deletion_of_nothing_still_counts()
    {
        await FillAsync(3);
        await WriteAsync(Join(Travel, Alice));
        await WriteAsync(new DeleteMessages(Travel, 1, default, [new(7, 9)], Later(1)));
        Assert.Equal(1, (await Store.Topics.FindAsync(Travel, Ct))!.DelId);
        Assert.Equal(1, (await Store.Subscriptions.FindAsync(new SubscriptionKey(Travel, Alice), Ct))!.DelId);
        Assert.Empty(await DeletionsAsync(Alice));
    }

    [Fact]
    public async Task Messages_older_than_the_bound_are_not_erased()
    {
        await FillAsync(5);
        await WriteAsync(new DeleteMessages(Travel, 1, default, [new(1, 6)], Later(1), Now.AddSeconds(4)));
        Assert.Equal([3, 2, 1], await SeqsAsync(new MessageQuery(0, 0, 10)));
        AssertDeletions([(1, [R(4, 6)])], await DeletionsAsync(Alice));
    }

    [Fact]
    public async Task The_log_names_what_was_asked_for_without_what_is_too_old()
    {
        await FillAsync(9);
        await WriteAsync(new DeleteMessages(Travel, 1, default, [new(1), new(3, 6), new(6), new(7)], Later(1), Now.AddSeconds(5)));
        Assert.Equal([9, 8, 4, 3, 2, 1], await SeqsAsync(new MessageQuery(0, 0, 10)));
        AssertDeletions([(1, [R(5), R(6), R(7)])], await DeletionsAsync(Alice));
    }

    [Fact]
    public async Task A_deletion_of_what_is_too_old_still_counts()
    {
        await FillAsync(5);
        await WriteAsync(new DeleteMessages(Travel, 1, default, [new(1, 3)], Later(1), Now.AddSeconds(4)));
        Assert.Equal([5, 4, 3, 2, 1], await SeqsAsync(new MessageQuery(0, 0, 10)));
        Assert.Empty(await DeletionsAsync(Alice));
        Assert.Equal(1, (await Store.Topics.FindAsync(Travel, Ct))!.DelId);
    }

    [Fact]
    public async Task A_deletion_for_one_user_hides_messages_from_it_alone()
    {
        await FillAsync(9);
        await WriteAsync(Join(Travel, Alice), Join(Travel, Bob));
        await WriteAsync(new DeleteMessages(Travel, 1, Alice, [new(2), new(4, 6)], Later(1)));
        await WriteAsync(new DeleteMessages(Travel, 2, Bob, [new(9)], Later(1)));

        Assert.Equal([9, 8, 7, 6, 3, 1], await SeqsAsync(new MessageQuery(0, 0, 10)));
        Assert.Equal([8, 7, 6, 5, 4, 3, 2, 1], (await ReadAsync(Bob)).Select(m => m.Seq));
        Assert.Equal(9, (await ReadAsync(default)).Count);
        Assert.Equal([6, 3], await SeqsAsync(Ranges(10, R(2, 7))));
        AssertDeletions([(1, [R(2), R(4, 6)])], await DeletionsAsync(Alice));
        AssertDeletions([(2, [R(9)])], await DeletionsAsync(Bob));
        Assert.Equal(1, (await Store.Subscriptions.FindAsync(new SubscriptionKey(Travel, Alice), Ct))!.DelId);
        Assert.Equal(2, (await Store.Subscriptions.FindAsync(new SubscriptionKey(Travel, Bob), Ct))!.DelId);
    }

    [Fact]
    public async Task Own_deletions_may_overlap_in_any_way()
    {
        await FillAsync(40);
        var random = new Random(7);
        var hidden = new HashSet<int>();
        for (var delId = 1; delId <= 60; delId++)
        {
            var ranges = Enumerable.Range(0, 3).Select(_ => random.Next(1, 41)).Select(low => new SeqRange(low, random.Next(3) == 0 ? 0 : low + random.Next(4))).ToList();
            await WriteAsync(new DeleteMessages(Travel, delId, Alice, ranges, Later(1)));
            foreach (var range in ranges)
                hidden.UnionWith(Enumerable.Range(range.Low, range.Count));
            Assert.Equal(Enumerable.Range(1, 40).Where(seq => !hidden.Contains(seq)).Reverse(), await SeqsAsync(new MessageQuery(0, 0, 100)));
        }
    }

    [Fact]
    public async Task A_deletion_must_follow_the_last_one()
    {
        await FillAsync(3);
        await ConflictAsync(new DeleteMessages(Travel, 2, Alice, [new(1)], Now));
        await WriteAsync(new DeleteMessages(Travel, 1, Alice, [new(1)], Now));
        await ConflictAsync(new DeleteMessages(Travel, 1, default, [new(2)], Now));
        await ConflictAsync(new DeleteMessages(Chess, 1, default, [new(2)], Now));
        Assert.Equal([3, 2], await SeqsAsync(new MessageQuery(0, 0, 10)));
    }

    [Fact]
    public async Task Deletions_are_paged_by_their_ids()
    {
        await FillAsync(9);
        for (var id = 1; id <= 6; id++)
            await WriteAsync(new DeleteMessages(Travel, id, id % 2 == 0 ? default : id == 5 ? Bob : Alice, [new(id), new(id + 2)], Now));
        Assert.Equal([1, 2, 3, 4, 6], (await DeletionsAsync(Alice)).Select(d => d.DelId));
        Assert.Equal([2, 4, 5, 6], (await DeletionsAsync(Bob)).Select(d => d.DelId));
        Assert.Equal([2, 4, 6], (await DeletionsAsync(default)).Select(d => d.DelId));
        Assert.Equal([2, 3], (await Store.Messages.DeletionsAsync(Travel, Alice, 2, 4, 10, Ct)).Select(d => d.DelId));
        Assert.Equal([1], (await Store.Messages.DeletionsAsync(Travel, Alice, 0, 0, 2, Ct)).Select(d => d.DelId));
        Assert.Equal([1, 2], (await Store.Messages.DeletionsAsync(Travel, Alice, 0, 0, 3, Ct)).Select(d => d.DelId));
        Assert.Equal([R(1), R(3)], (await DeletionsAsync(Alice))[0].Ranges);
        Assert.Empty(await Store.Messages.DeletionsAsync(Chess, Alice, 0, 0, 2, Ct));
    }

    [Fact]
    public async Task Erased_messages_no_longer_use_their_files()
    {
        var (kept, lost) = (User(501), User(502));
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)), new PutFile(Upload(kept)), new PutFile(Upload(lost)));
        await WriteAsync(Publish(Travel, 1, Alice, false, lost, User(503)), Publish(Travel, 2, Alice, false, kept, kept));
        Assert.Empty(await Store.Files.UnusedAsync(Later(1), 10, Ct));
        await WriteAsync(new DeleteMessages(Travel, 1, default, [new(1)], Now));
        Assert.Equal([lost], (await Store.Files.UnusedAsync(Later(1), 10, Ct)).Select(f => f.Id));
    }

    private static SeqRange R(int low, int hi = 0) => new(low, hi);

    private static MessageQuery Ranges(int limit, params SeqRange[] ranges) => new(0, 0, limit, ranges);

    private static void AssertDeletions((int DelId, SeqRange[] Ranges)[] expected, IReadOnlyList<DeletionRecord> actual)
    {
        Assert.Equal(expected.Select(e => e.DelId), actual.Select(a => a.DelId));
        foreach (var (record, found) in expected.Zip(actual))
            Assert.Equal(record.Ranges, found.Ranges);
    }

    private async Task FillAsync(int count)
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)));
        await WriteAsync([.. Enumerable.Range(1, count).Select(seq => Publish(Travel, seq, Alice))]);
    }

    private async Task<IReadOnlyList<StoredMessage>> ReadAsync(UserId user) =>
        await Store.Messages.ReadAsync(Travel, user, new MessageQuery(0, 0, 100), Ct);

    private async Task<IEnumerable<int>> SeqsAsync(MessageQuery query) =>
        (await Store.Messages.ReadAsync(Travel, Alice, query, Ct)).Select(m => m.Seq);

    private async Task<IReadOnlyList<DeletionRecord>> DeletionsAsync(UserId user) =>
        await Store.Messages.DeletionsAsync(Travel, user, 0, 0, 100, Ct);
}
