using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using static Parley.Storage.Tests.Kit.Sample;

namespace Parley.Storage.Tests.Kit;

/// <summary>Units and runs: whole or not at all, in order, up to the first that fails, and whoever else writes.</summary>
public abstract class CommitKit<TEngine> : StoreKit<TEngine>
    where TEngine : IStoreEngine, new()
{
    [Fact]
    public async Task A_run_stops_at_the_first_unit_that_fails()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)));
        var result = await Store.Commit.CommitAsync(
            [Unit(Publish(Travel, 1, Alice)), Unit(Publish(Travel, 2, Alice)), Unit(Publish(Travel, 2, Bob)), Unit(Publish(Travel, 3, Alice))]);
        Assert.Equal((2, StoreFailure.Conflict), (result.Committed, result.Failure));
        Assert.Equal([2, 1], await SeqsAsync(Travel));
        Assert.Equal(new CommitResult(0), await Store.Commit.CommitAsync([]));
    }

    [Fact]
    public async Task A_unit_that_fails_late_leaves_no_trace()
    {
        await WriteAsync(new CreateUser(UserRow(Alice)), new AddAuth(new AuthRecord(Alice, "basic", "alice", AuthLevel.Authenticated, [1])));
        var taken = new AddAuth(new AuthRecord(Bob, "basic", "alice", AuthLevel.Authenticated, [1]));

        await DuplicateAsync(
            "auth", new CreateUser(UserRow(Bob, "bob")), new PutSubscription(Row(TopicName.Me(Bob), Bob)), new PutValue("k", "v", false, Now),
            new CreateTopic(TopicRow(Travel, Bob, "travel")), Join(Travel, Bob), Publish(Travel, 1, Bob), new DeleteTopic(TopicName.System, true, Now), taken);

        Assert.Null(await Store.Users.FindAsync(Bob, Ct));
        Assert.Empty(await Store.Subscriptions.OfUserAsync(Bob, Ct));
        Assert.Null(await Store.Values.FindAsync("k", Ct));
        Assert.Null(await Store.Topics.FindAsync(Travel, Ct));
        Assert.Null(await Store.Topics.FindByTagAsync("travel", Ct));
        Assert.NotNull(await Store.Topics.FindAsync(TopicName.System, Ct));
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)), Join(Travel, Alice), Publish(Travel, 1, Alice));
        Assert.Equal([1], await SeqsAsync(Travel));
    }

    [Fact]
    public async Task Failures_do_not_touch_what_others_store_at_the_same_time()
    {
        var topics = Enumerable.Range(0, 32).Select(i => TopicName.Group(User(2000 + i))).ToArray();
        await WriteAsync([.. topics.Select(t => new CreateTopic(TopicRow(t, Alice)))]);
        await WriteAsync(new CreateUser(UserRow(Alice)), new PutValue("taken", "1", false, Now));

        var results = await Task.WhenAll(topics.Select((topic, i) => Task.Run(async () =>
        {
            var failures = 0;
            for (var seq = 1; seq <= 50; seq++)
            {
                // Every third try of every second writer fails after it has changed something.
                if (i % 2 == 0 && seq % 3 == 0)
                {
                    var failed = await TryAsync(Publish(topic, seq, Bob), new CreateTopic(TopicRow(TopicName.Group(User(9000 + i)))), new PutValue("taken", "2", true, Now));
                    failures += failed == new CommitResult(0, StoreFailure.Duplicate, "value") ? 1 : 0;
                }
                Assert.Equal(new CommitResult(1), await TryAsync(Publish(topic, seq, Alice)));
            }
            return failures;
        })));

        Assert.Equal(16 * 16, results.Sum());
        foreach (var (topic, i) in topics.Select((t, i) => (t, i)))
        {
            var messages = await Store.Messages.ReadAsync(topic, default, new MessageQuery(0, 0, 100), Ct);
            Assert.Equal(Enumerable.Range(1, 50).Reverse(), messages.Select(m => m.Seq));
            Assert.All(messages, m => Assert.Equal(Alice, m.From));
            Assert.Null(await Store.Topics.FindAsync(TopicName.Group(User(9000 + i)), Ct));
        }
        Assert.Equal("1", (await Store.Values.FindAsync("taken", Ct))?.Value);
    }

    [Fact]
    public async Task Of_many_who_want_the_same_message_id_one_gets_it()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)));
        var won = new int[16];
        await Task.WhenAll(won.Select((_, i) => Task.Run(async () =>
        {
            for (var seq = 1; seq <= 200;)
            {
                var result = await TryAsync(Publish(Travel, seq, User(10 + i)));
                if (result.Failure == StoreFailure.None)
                    won[i]++;
                else
                    Assert.Equal(StoreFailure.Conflict, result.Failure);
                seq = (await Store.Topics.FindAsync(Travel, Ct))!.LastSeq + 1;
            }
        })));
        var last = (await Store.Topics.FindAsync(Travel, Ct))!.LastSeq;
        Assert.Equal(last, won.Sum());
        Assert.Equal(Enumerable.Range(1, last).Reverse(), await SeqsAsync(Travel));
    }

    [Fact]
    public async Task What_is_committed_is_seen_by_the_next_read()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            var name = TopicName.Group(User(3000 + i));
            for (var round = 1; round <= 40; round++)
            {
                await WriteAsync(new CreateTopic(TopicRow(name, Alice)), Publish(name, 1, Alice));
                Assert.Equal([1], await SeqsAsync(name));
                await WriteAsync(new DeleteTopic(name, true, Now));
                Assert.Null(await Store.Topics.FindAsync(name, Ct));
            }
        })));
    }

    [Fact]
    public async Task Everything_is_there_after_reopening()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)), Join(Travel, Alice));
        var run = Enumerable.Range(1, 3000).Select(seq => Unit(Publish(Travel, seq, Alice, markRead: true))).ToArray();
        Assert.Equal(new CommitResult(3000), await Store.Commit.CommitAsync(run));
        await ReopenAsync();
        Assert.Equal(Enumerable.Range(1, 3000).Reverse(), await SeqsAsync(Travel));
        Assert.Equal(3000, (await Store.Subscriptions.FindAsync(new SubscriptionKey(Travel, Alice), Ct))!.ReadSeq);
        await WriteAsync(Publish(Travel, 3001, Alice));
    }

    [Fact]
    public async Task A_closed_store_stores_what_waited_and_is_unavailable_then()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)));
        var waiting = Enumerable.Range(1, 100).Select(seq => TryAsync(Publish(Travel, seq, Alice))).ToArray();
        await Store.DisposeAsync();
        Assert.All(await Task.WhenAll(waiting), result => Assert.Equal(new CommitResult(1), result));

        var refused = await TryAsync(Publish(Travel, 101, Alice));
        Assert.Equal((0, StoreFailure.Unavailable), (refused.Committed, refused.Failure));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.Topics.FindAsync(Travel, Ct));
        await ReopenAsync();
        Assert.Equal(100, (await Store.Topics.FindAsync(Travel, Ct))!.LastSeq);
    }

    private static WriteUnit Unit(params StoreWrite[] writes) => new(writes);

    private async Task<IEnumerable<int>> SeqsAsync(TopicName topic) =>
        (await Store.Messages.ReadAsync(topic, default, new MessageQuery(0, 0, 10_000), Ct)).Select(m => m.Seq);
}
