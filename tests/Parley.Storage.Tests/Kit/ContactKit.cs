using Parley.Protocol.Names;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using static Parley.Storage.Tests.Kit.Sample;

namespace Parley.Storage.Tests.Kit;

/// <summary>The contact list of a user (part B 9.6, 10.5).</summary>
public abstract class ContactKit<TEngine> : StoreKit<TEngine>
    where TEngine : IStoreEngine, new()
{
    [Fact]
    public async Task All_live_topics_are_listed_with_their_peers()
    {
        var p2p = TopicName.P2P(Alice, Bob);
        var self = TopicName.Self(Alice);
        await WriteAsync(new CreateUser(UserRow(Alice)), new CreateUser(UserRow(Bob) with { Updated = Later(3) }));
        await WriteAsync(new PutSubscription(Row(TopicName.Me(Alice), Alice)), new PutSubscription(Row(TopicName.Find(Alice), Alice)));
        await WriteAsync(Conversation(Alice, Bob));
        await WriteAsync(new CreateTopic(TopicRow(self, Alice)), Join(self, Alice));
        await WriteAsync(new CreateTopic(TopicRow(Travel, Bob) with { Updated = Later(2), Touched = Later(9) }), Join(Travel, Alice, isReader: true));
        await WriteAsync(new CreateTopic(TopicRow(Chess, Bob)), new PutSubscription(Row(Chess, Alice) with { Deleted = Later(1) }));

        var list = (await ListAsync(null)).ToDictionary(c => c.Subscription.Key);

        Assert.Equal(3, list.Count);
        var talk = list[new SubscriptionKey(p2p, Alice)];
        Assert.Equal((p2p, Bob, Later(3)), (talk.Topic!.Name, talk.Peer!.Id, talk.Updated));
        var channel = list[new SubscriptionKey(Travel, Alice, true)];
        Assert.Equal((Later(9), null, Later(2)), (channel.Topic!.Touched, channel.Peer, channel.Updated));
        Assert.Null(list[new SubscriptionKey(self, Alice)].Peer);
    }

    [Fact]
    public async Task Deleted_topics_and_peers_are_blank_but_the_entry_stays()
    {
        await WriteAsync(new CreateUser(UserRow(Alice)), new CreateUser(UserRow(Bob)));
        await WriteAsync(Conversation(Alice, Bob));
        await WriteAsync([.. Gone(Bob, true, Later(1))]);
        var left = Assert.Single(await ListAsync(null));
        Assert.Null(left.Peer);
        Assert.NotNull(left.Topic);
    }

    [Theory]
    [InlineData("2021-06-01T00:00:00", 9, new[] { 1, 3, 2, 4, 6, 5, 7, 8, 10 })]
    [InlineData("2021-06-07T08:16:15", 6, new[] { 8, 10, 9 })]
    [InlineData("2021-06-04T04:13:15", 3, new[] { 4, 6, 5 })]
    public async Task Earliest_changes_come_first_and_the_limit_cuts_the_rest(string since, int limit, int[] expected)
    {
        await TenContactsAsync();
        var from = DateTime.SpecifyKind(DateTime.Parse(since), DateTimeKind.Utc);
        Assert.Equal(expected, NumbersOf(await ListAsync(from, limit)));
    }

    [Fact]
    public async Task Without_a_time_all_come_in_any_order_and_no_more_than_the_limit()
    {
        await TenContactsAsync();
        Assert.Equal(Enumerable.Range(1, 10), NumbersOf(await ListAsync(null)).Order());
        Assert.Equal(9, NumbersOf(await ListAsync(null, 9)).Distinct().Count());
    }

    [Fact]
    public async Task Of_changes_only_what_is_strictly_later_counts_and_deleted_entries_too()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel)), Join(Travel, Alice));
        await WriteAsync(new CreateTopic(TopicRow(Chess)), Join(Chess, Alice));
        Assert.Empty(await ListAsync(Now));
        Assert.Equal(2, (await ListAsync(Now.AddMilliseconds(-1))).Count);

        await WriteAsync(new RemoveSubscription(new SubscriptionKey(Chess, Alice), 2, Later(1)));
        var removed = Assert.Single(await ListAsync(Now));
        Assert.Equal((Later(1), Later(1), null), (removed.Subscription.Deleted, removed.Updated, removed.Topic));
        Assert.Empty(await ListAsync(Later(1)));
    }

    [Fact]
    public async Task The_topic_is_read_only_if_it_was_touched_or_changed_later()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel)), Join(Travel, Alice));
        await WriteAsync(new CreateTopic(TopicRow(Chess)), Join(Chess, Alice));

        await WriteAsync(new RaiseMarks(new SubscriptionKey(Travel, Alice), 1, 1, Later(2)));
        var marked = Assert.Single(await ListAsync(Later(1)));
        Assert.Equal((null, Later(2)), (marked.Topic, marked.Updated));

        await WriteAsync(new SaveMessage(Chess, Message(1, Bob, Later(3)), false, []));
        var touched = Assert.Single(await ListAsync(Later(2)));
        Assert.Equal((1, Now), (touched.Topic!.LastSeq, touched.Updated));

        await WriteAsync(new UpdateTopic(Travel, 1) { Updated = Later(4) });
        var changed = Assert.Single(await ListAsync(Later(3)));
        Assert.Equal((Travel, Later(4)), (changed.Topic!.Name, changed.Updated));
    }

    [Fact]
    public async Task A_change_of_the_peer_is_a_change_of_the_contact()
    {
        await WriteAsync(new CreateUser(UserRow(Alice)), new CreateUser(UserRow(Bob)));
        await WriteAsync(Conversation(Alice, Bob));
        await WriteAsync(new UpdateUser(Bob, 1) { Updated = Later(5) });
        var contact = Assert.Single(await ListAsync(Later(4)));
        Assert.Equal((null, Bob, Later(5)), (contact.Topic, contact.Peer!.Id, contact.Updated));
        Assert.Empty(await Store.Subscriptions.ContactsAsync(Bob, new ContactQuery(Later(4), null, 10), Ct));
    }

    [Fact]
    public async Task One_topic_can_be_asked_for()
    {
        await WriteAsync(
            new CreateTopic(TopicRow(Travel)), Join(Travel, Alice), Join(Travel, Alice, isReader: true), new CreateTopic(TopicRow(Chess)), Join(Chess, Alice));
        foreach (var isReader in new[] { false, true })
        {
            var key = new SubscriptionKey(Travel, Alice, isReader);
            Assert.Equal(key, Assert.Single(await ListAsync(null, 999, key)).Subscription.Key);
        }
        Assert.Empty(await ListAsync(null, 10, new SubscriptionKey(TopicName.Group(User(99)), Alice)));
        Assert.Empty(await ListAsync(null, 10, new SubscriptionKey(Travel, Bob)));
        Assert.Empty(await ListAsync(null, 10, new SubscriptionKey(TopicName.Me(Alice), Alice)));
    }

    private static UserId IdOf(TopicName group) => UserId.TryParseText(group.Value.AsSpan(TopicName.PrefixLength), out var id) ? id : default;

    // Contacts 1 to 10, beside me and fnd, which are none.
    private async Task TenContactsAsync()
    {
        await WriteAsync(new PutSubscription(Row(TopicName.Me(Alice), Alice)), new PutSubscription(Row(TopicName.Find(Alice), Alice)));
        string[] touched = ["1 01:11", "4 04:12", "4 02:13", "4 04:14", "7 05:15", "6 06:16", "7 07:17", "9 08:18", "10 11:19", "10 10:20"];
        for (var i = 1; i <= 10; i++)
        {
            var parts = touched[i - 1].Split(' ');
            var time = new DateTime(2021, 6, int.Parse(parts[0]), 0, 0, 0, DateTimeKind.Utc) + TimeSpan.Parse(parts[1] + ":00");
            var name = TopicName.Group(User(100 + i));
            var old = new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc);
            await WriteAsync(
                new CreateTopic(TopicRow(name) with { Created = old, Updated = old, Touched = time }),
                new PutSubscription(Row(name, Alice) with { Updated = new DateTime(2021, 6, i, i, 10 + i, 0, DateTimeKind.Utc) }));
        }
    }

    private static IEnumerable<int> NumbersOf(IReadOnlyList<StoredContact> contacts) =>
        contacts.Select(c => (int)(Cipher.Decode(IdOf(c.Subscription.Key.Topic)) - 100));

    private async Task<IReadOnlyList<StoredContact>> ListAsync(DateTime? since, int limit = 100, SubscriptionKey? only = null) =>
        await Store.Subscriptions.ContactsAsync(Alice, new ContactQuery(since, only, limit), Ct);
}
