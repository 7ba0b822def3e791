using Parley.Protocol;
using Parley.Storage.Ports;
using Parley.Storage.Queries;
using Parley.Storage.Tests.Kit;
using Parley.Storage.Writes;
using static Parley.Storage.Tests.Kit.Sample;

namespace Parley.Storage.Tests.Sqlite;

public sealed class SqliteFullDiskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_is_reported_and_the_store_goes_on_when_there_is_room()
    {
        await using var engine = new SqliteEngine();
        await using var store = await SqliteEngine.OpenAsync(engine.Options with { MaxPageCount = 150 });
        await CommitAsync(store, new CreateTopic(TopicRow(Travel, Alice)));
        await CommitAsync(store, new CreateTopic(TopicRow(Chess, Alice)));

        var seq = 0;
        CommitResult result;
        do
            result = await CommitAsync(store, Large(++seq, 3000));
        while (result.Failure == StoreFailure.None);

        Assert.Equal(
            new CommitResult(0, StoreFailure.Unavailable, $"There is no room left for the database {engine.Path}: make room on its disk."), result);
        Assert.True(seq > 20);
        Assert.Equal(seq - 1, (await store.Topics.FindAsync(Travel, Ct))!.LastSeq);
        Assert.Equal(seq - 1, (await store.Messages.ReadAsync(Travel, Alice, new MessageQuery(0, 0, 1000), Ct)).Count);

        Assert.Equal(new CommitResult(1), await CommitAsync(store, new DeleteTopic(Travel, true, Now)));
        Assert.Equal(new CommitResult(1), await CommitAsync(store, Publish(Chess, 1, Alice)));
    }

    [Fact]
    public async Task What_is_too_large_does_not_fail_its_neighbours()
    {
        await using var engine = new SqliteEngine();
        await using var store = await SqliteEngine.OpenAsync(engine.Options with { MaxPageCount = 150 });
        await CommitAsync(store, new CreateTopic(TopicRow(Travel, Alice)));
        await CommitAsync(store, new CreateTopic(TopicRow(Chess, Alice)));

        // A run that keeps the writer busy, so that those behind it share a transaction.
        var first = store.Commit.CommitAsync([.. Enumerable.Range(1, 300).Select(i => new WriteUnit([Publish(Chess, i, Alice)]))]);
        var small = Enumerable.Range(301, 20).Select(i => CommitAsync(store, Publish(Chess, i, Alice))).ToList();
        var giant = store.Commit.CommitAsync([new WriteUnit([Large(1, 100)]), new WriteUnit([Large(2, 2_000_000)]), new WriteUnit([Large(3, 100)])]);
        var more = Enumerable.Range(321, 20).Select(i => CommitAsync(store, Publish(Chess, i, Alice))).ToList();

        Assert.Equal(new CommitResult(300), await first);
        Assert.All(await Task.WhenAll([.. small, .. more]), result => Assert.Equal(new CommitResult(1), result));
        var refused = await giant;
        Assert.Equal((1, StoreFailure.Unavailable), (refused.Committed, refused.Failure));
        Assert.Equal(340, (await store.Topics.FindAsync(Chess, Ct))!.LastSeq);
        Assert.Equal(1, (await store.Topics.FindAsync(Travel, Ct))!.LastSeq);
    }

    private static SaveMessage Large(int seq, int length) =>
        new(Travel, Message(seq, Alice) with { Content = Payload.FromString(new string('x', length)) }, false, []);

    private static Task<CommitResult> CommitAsync(IParleyStore store, StoreWrite write) =>
        store.Commit.CommitAsync([new WriteUnit([write])]).AsTask();
}
