using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using static Parley.Storage.Tests.Kit.Sample;

namespace Parley.Storage.Tests.Kit;

/// <summary>Subscriptions: rows, versions, marks, members, unread messages.</summary>
public abstract class SubscriptionKit<TEngine> : StoreKit<TEngine>
    where TEngine : IStoreEngine, new()
{
    [Fact]
    public async Task A_subscription_is_read_as_it_was_stored()
    {
        var row = Row(Travel, Alice) with
        {
            Updated = Later(1), Want = Mode("JRWPASDO"), Given = Mode("N"), DelId = 3, RecvSeq = 9, ReadSeq = 5, Private = Payload.FromJson("\"x\""),
        };
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)), new PutSubscription(row));
        Assert.Equal(row, await FindAsync(Travel, Alice));

        var changed = row with { Version = 2, Deleted = Later(2), Private = default, RecvSeq = 0, ReadSeq = 0 };
        await WriteAsync(new PutSubscription(changed));
        Assert.Equal(changed, await FindAsync(Travel, Alice));
        Assert.Null(await FindAsync(Travel, Bob));
        Assert.Null(await FindAsync(Chess, Alice));
    }

    [Fact]
    public async Task A_row_must_follow_the_version_that_is_stored()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)));
        await ConflictAsync(new PutSubscription(Row(Travel, Alice) with { Version = 2 }));
        await WriteAsync(Join(Travel, Alice));
        await ConflictAsync(Join(Travel, Alice));
        await ConflictAsync(new PutSubscription(Row(Travel, Alice) with { Version = 3 }));
        await WriteAsync(new PutSubscription(Row(Travel, Alice) with { Version = 2 }));
        await ConflictAsync(new RemoveSubscription(new SubscriptionKey(Travel, Alice), 2, Now));
        await WriteAsync(new RemoveSubscription(new SubscriptionKey(Travel, Alice), 3, Now));
        await ConflictAsync(new RemoveSubscription(new SubscriptionKey(Travel, Bob), 1, Now));
        await ConflictAsync(Join(Chess, Alice));
    }

    [Fact]
    public async Task Personal_topics_have_subscriptions_without_a_topic()
    {
        foreach (var topic in new[] { TopicName.Me(Alice), TopicName.Find(Alice) })
        {
            await WriteAsync(new PutSubscription(Row(topic, Alice) with { Private = Payload.FromJson("\"note\"") }));
            Assert.Equal(new SubscriptionKey(topic, Alice), (await FindAsync(topic, Alice))!.Key);
            Assert.Equal("\"note\"", Assert.Single(await Store.Subscriptions.OfTopicAsync(topic, false, Ct)).Private.ToString());
            Assert.Null(await FindAsync(topic, Bob));
            Assert.Null(await Store.Topics.FindAsync(topic, Ct));
        }
        await WriteAsync(new PutSubscription(Row(TopicName.Me(Bob), Bob)));
        Assert.Equal(
            [TopicName.Me(Alice), TopicName.Find(Alice)], (await Store.Subscriptions.OfUserAsync(Alice, Ct)).Select(s => s.Key.Topic));
        await ConflictAsync(new PutSubscription(Row(TopicName.Me(Alice), Bob)));
    }

    [Fact]
    public async Task A_removed_subscription_keeps_its_modes_and_forgets_own_deletions()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)), new PutSubscription(Row(Travel, Alice) with { Private = Payload.FromJson("1") }));
        await WriteAsync(Publish(Travel, 1, Bob), Publish(Travel, 2, Bob));
        await WriteAsync(new DeleteMessages(Travel, 1, Alice, [new(1)], Now), new DeleteMessages(Travel, 2, Bob, [new(2)], Now));

        await WriteAsync(new RemoveSubscription(new SubscriptionKey(Travel, Alice), 2, Later(3)));

        var row = await FindAsync(Travel, Alice);
        Assert.Equal((Later(3), Later(3), Mode("JRWPS"), "1", 2), (row!.Deleted, row.Updated, row.Given, row.Private.ToString(), row.Version));
        Assert.Equal([2, 1], await SeqsAsync(Travel, Alice));
        Assert.Equal([1], await SeqsAsync(Travel, Bob));
        Assert.Empty(await Store.Messages.DeletionsAsync(Travel, Alice, 0, 0, 10, Ct));
        Assert.Empty(await Store.Subscriptions.OfUserAsync(Alice, Ct));
    }

    [Fact]
    public async Task A_reader_and_a_member_are_two_rows()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)), Join(Travel, Alice), Join(Travel, Bob), Join(Travel, Bob, isReader: true, mode: "JRP"));
        Assert.Equal(Mode("JRP"), (await FindAsync(Travel, Bob, true))!.Given);
        Assert.Equal(Mode("JRWPS"), (await FindAsync(Travel, Bob))!.Given);
        Assert.Equal(2, (await Store.Subscriptions.OfTopicAsync(Travel, true, Ct)).Count);
        Assert.Equal(2, (await Store.Subscriptions.OfUserAsync(Bob, Ct)).Count);

        await WriteAsync(new RemoveSubscription(new SubscriptionKey(Travel, Bob, true), 2, Now));
        Assert.True((await FindAsync(Travel, Bob))!.IsLive);
    }

    [Fact]
    public async Task The_topic_counts_its_live_rows()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice) with { SubscriberCount = 55 }));
        await CountsAsync(0);
        await WriteAsync(Join(Travel, Alice), Join(Travel, Bob), Join(Travel, Bob, isReader: true));
        await CountsAsync(3);
        await WriteAsync(new PutSubscription(Row(Travel, Bob) with { Version = 2 }));
        await CountsAsync(3);
        await WriteAsync(new RemoveSubscription(new SubscriptionKey(Travel, Bob), 3, Now));
        await WriteAsync(new RemoveSubscription(new SubscriptionKey(Travel, Bob), 4, Now));
        await CountsAsync(2);
        await WriteAsync(new PutSubscription(Row(Travel, Bob) with { Version = 5 }));
        await CountsAsync(3);
        await WriteAsync(new PutSubscription(Row(Travel, Bob, true) with { Version = 2, Deleted = Now }));
        await CountsAsync(2);

        async Task CountsAsync(int expected) => Assert.Equal(expected, (await Store.Topics.FindAsync(Travel, Ct))!.SubscriberCount);
    }

    [Fact]
    public async Task Marks_only_rise_and_what_is_read_has_been_received()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice) with { LastSeq = 20 }), Join(Travel, Alice), Join(Travel, Alice, isReader: true));
        await RaiseAsync(5, 0, 1, (5, 5, Later(1)));
        await RaiseAsync(0, 9, 2, (5, 9, Later(2)));
        await RaiseAsync(3, 8, 3, (5, 9, Later(2)));
        await RaiseAsync(12, 11, 4, (12, 12, Later(4)));
        await RaiseAsync(13, 15, 5, (13, 15, Later(5)));
        Assert.Equal(0, (await FindAsync(Travel, Alice, true))!.ReadSeq);
        await WriteAsync(new RaiseMarks(new SubscriptionKey(Travel, Alice, true), 2, 0, Now));
        Assert.Equal(2, (await FindAsync(Travel, Alice, true))!.ReadSeq);
        await WriteAsync(new RaiseMarks(new SubscriptionKey(Chess, Alice), 1, 1, Now), new RaiseMarks(new SubscriptionKey(Travel, Bob), 1, 1, Now));

        async Task RaiseAsync(int read, int recv, int minutes, (int, int, DateTime) expected)
        {
            await WriteAsync(new RaiseMarks(new SubscriptionKey(Travel, Alice), read, recv, Later(minutes)));
            var row = await FindAsync(Travel, Alice);
            Assert.Equal(expected, (row!.ReadSeq, row.RecvSeq, row.Updated));
            Assert.Equal(1, row.Version);
        }
    }

    [Fact]
    public async Task Of_a_conversation_both_rows_are_read_of_a_group_the_live_ones()
    {
        var name = TopicName.P2P(Alice, Bob);
        await WriteAsync(Conversation(Alice, Bob));
        await WriteAsync(new RemoveSubscription(new SubscriptionKey(name, Alice), 2, Now));
        Assert.Equal(2, (await Store.Subscriptions.OfTopicAsync(name, false, Ct)).Count);

        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)), Join(Travel, Alice), Join(Travel, Bob));
        await WriteAsync(new RemoveSubscription(new SubscriptionKey(Travel, Bob), 2, Now));
        Assert.Equal(Alice, Assert.Single(await Store.Subscriptions.OfTopicAsync(Travel, false, Ct)).Key.User);
        Assert.Equal(2, (await Store.Subscriptions.OfTopicAsync(Travel, true, Ct)).Count);
        Assert.Empty(await Store.Subscriptions.OfTopicAsync(Chess, true, Ct));
    }

    [Fact]
    public async Task Members_come_with_what_is_told_about_them()
    {
        await WriteAsync(
            new CreateUser(UserRow(Alice) with { Trusted = Payload.FromJson("1"), LastSeen = Later(7), UserAgent = "UA" }),
            new CreateUser(UserRow(Bob)), new CreateUser(UserRow(Carol) with { State = ObjectState.Deleted }));
        await WriteAsync(
            new CreateTopic(TopicRow(Travel, Alice)), Join(Travel, Alice), Join(Travel, Bob), Join(Travel, Carol), Join(Travel, User(9)),
            Join(Travel, Bob, isReader: true));
        await WriteAsync(new RemoveSubscription(new SubscriptionKey(Travel, Bob), 2, Now));

        var live = Assert.Single(await Store.Subscriptions.MembersAsync(Travel, new MemberQuery(false, default, 10), Ct));
        Assert.Equal((Alice, "1", Later(7), "UA", ObjectState.Ok), (live.Subscription.Key.User, live.Trusted.ToString(), live.LastSeen, live.UserAgent, live.State));
        Assert.Equal($$"""{"fn":"{{Alice}}"}""", live.Public.ToString());

        var all = await Store.Subscriptions.MembersAsync(Travel, new MemberQuery(true, default, 10), Ct);
        Assert.Equal(
            [(Alice, ObjectState.Ok, true), (Bob, ObjectState.Ok, false), (Carol, ObjectState.Deleted, true), (User(9), ObjectState.Deleted, true)],
            all.Select(m => (m.Subscription.Key.User, m.State, m.Subscription.IsLive)).Order(new ByKey()));
        Assert.Equal(2, (await Store.Subscriptions.MembersAsync(Travel, new MemberQuery(true, default, 2), Ct)).Count);
        Assert.Equal(Bob, Assert.Single(await Store.Subscriptions.MembersAsync(Travel, new MemberQuery(true, Bob, 10), Ct)).Subscription.Key.User);
        Assert.Empty(await Store.Subscriptions.MembersAsync(Travel, new MemberQuery(false, Bob, 10), Ct));
        Assert.Empty(await Store.Subscriptions.MembersAsync(Chess, new MemberQuery(true, default, 10), Ct));
    }

    [Fact]
    public async Task Unread_are_the_messages_of_readable_topics()
    {
        var (muted, left, gone, other) = (TopicName.Group(User(11)), TopicName.Group(User(12)), TopicName.Group(User(13)), TopicName.P2P(Alice, Bob));
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice) with { LastSeq = 66 }), Join(Travel, Alice));
        await WriteAsync(new CreateTopic(TopicRow(other) with { LastSeq = 555 }), new PutSubscription(Row(other, Alice) with { ReadSeq = 455 }));
        await WriteAsync(new CreateTopic(TopicRow(Chess) with { LastSeq = 1000 }), Join(Chess, Alice, isReader: true));
        await WriteAsync(new CreateTopic(TopicRow(muted) with { LastSeq = 1000 }), new PutSubscription(Row(muted, Alice) with { Want = Mode("JWP") }));
        await WriteAsync(new CreateTopic(TopicRow(left) with { LastSeq = 1000 }), new PutSubscription(Row(left, Alice) with { Deleted = Now }));
        await WriteAsync(new CreateTopic(TopicRow(gone) with { LastSeq = 1000 }), Join(gone, Alice));
        await WriteAsync(new DeleteTopic(gone, false, Now));

        Assert.Equal(166, await Store.Subscriptions.UnreadAsync(Alice, Ct));
        Assert.Equal(0, await Store.Subscriptions.UnreadAsync(Bob, Ct));
    }

    private async Task<StoredSubscription?> FindAsync(TopicName topic, UserId user, bool isReader = false) =>
        await Store.Subscriptions.FindAsync(new SubscriptionKey(topic, user, isReader), Ct);

    private async Task<IEnumerable<int>> SeqsAsync(TopicName topic, UserId user) =>
        (await Store.Messages.ReadAsync(topic, user, new MessageQuery(0, 0, 100), Ct)).Select(m => m.Seq);

    private sealed class ByKey : IComparer<(UserId User, ObjectState State, bool IsLive)>
    {
        public int Compare((UserId User, ObjectState State, bool IsLive) x, (UserId User, ObjectState State, bool IsLive) y) =>
            Cipher.Decode(x.User).CompareTo(Cipher.Decode(y.User));
    }
}
