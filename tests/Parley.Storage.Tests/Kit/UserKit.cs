using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using static Parley.Storage.Tests.Kit.Sample;

namespace Parley.Storage.Tests.Kit;

/// <summary>Users: made, changed, suspended, deleted.</summary>
public abstract class UserKit<TEngine> : StoreKit<TEngine>
    where TEngine : IStoreEngine, new()
{
    [Fact]
    public async Task A_user_is_read_as_it_was_stored()
    {
        var user = UserRow(Alice, "alice", "Ålice", "alice") with
        {
            StateAt = Later(1), LastSeen = Later(2), UserAgent = "TinodeWeb/1.0", Trusted = Payload.FromJson("""{"staff":true}"""),
        };
        await WriteAsync(new CreateUser(user), new CreateUser(UserRow(Bob)));
        await ReopenAsync();

        var found = await Store.Users.FindAsync(Alice, Ct);

        Assert.Equal(user.Tags, found!.Tags);
        Assert.Equal(user, found with { Tags = user.Tags });
        Assert.Equal([Alice, Bob], (await Store.Users.FindAsync([Bob, Carol, Alice, default, Bob], Ct)).Select(u => u.Id).OrderBy(id => id == Alice ? 0 : 1));
        Assert.Null(await Store.Users.FindAsync(Carol, Ct));
        await ConflictAsync(new CreateUser(UserRow(Alice)));
    }

    [Fact]
    public async Task Ids_that_nobody_made_are_simply_not_found()
    {
        foreach (var value in new ulong[] { 0, 1, ulong.MaxValue, 0x8000_0000_0000_0000, Cipher.Encode(0).Value, Cipher.Encode(-5).Value, Cipher.Encode(long.MinValue).Value })
        {
            var id = new UserId(value);
            Assert.Null(await Store.Users.FindAsync(id, Ct));
            Assert.Null(await Store.Files.FindAsync(id, Ct));
            Assert.Null(await Store.Auth.FindAsync(id, "basic", Ct));
            Assert.Equal(0, await Store.Subscriptions.UnreadAsync(id, Ct));
            Assert.Empty(await Store.Subscriptions.OfUserAsync(id, Ct));
            Assert.Empty(await Store.Topics.OwnedByAsync(id, Ct));
            await WriteAsync([.. Gone(id, true, Now), new SetUserSeen(id, Now, null), new DeleteDevice(id, null), new DeleteAuth(id)]);
        }
        Assert.NotNull(await Store.Topics.FindAsync(TopicName.System, Ct));
    }

    [Fact]
    public async Task An_update_changes_what_it_names_and_counts_up()
    {
        await WriteAsync(new CreateUser(UserRow(Alice, "one")));
        await WriteAsync(new UpdateUser(Alice, 1) { Updated = Later(1), Tags = ["alice", "tag1"], Public = default(Payload) });
        await ConflictAsync(new UpdateUser(Alice, 1) { Tags = ["x"] });
        await ConflictAsync(new UpdateUser(Bob, 1) { Tags = ["x"] });
        var user = await Store.Users.FindAsync(Alice, Ct);
        Assert.Equal((Later(1), 2, true, Mode("JRWPS")), (user!.Updated, user.Version, user.Public.IsNull, user.Access.Auth));
        Assert.Equal(["alice", "tag1"], user.Tags);
        Assert.Null(await Store.Topics.FindByTagAsync("one", Ct));

        await WriteAsync(new UpdateUser(Alice, 2) { Access = new DefaultAccess(Mode("N"), Mode("J")), Trusted = Payload.FromJson("7") });
        user = await Store.Users.FindAsync(Alice, Ct);
        Assert.Equal((Mode("N"), Mode("J"), "7", Later(1), 3), (user!.Access.Auth, user.Access.Anon, user.Trusted.ToString(), user.Updated, user.Version));
    }

    [Fact]
    public async Task Being_seen_is_no_update()
    {
        await WriteAsync(new CreateUser(UserRow(Alice)));
        await WriteAsync(new SetUserSeen(Alice, Later(5), "Agent"), new SetUserSeen(Bob, Later(5), "Agent"));
        var user = await Store.Users.FindAsync(Alice, Ct);
        Assert.Equal((Later(5), "Agent", Now, 1), (user!.LastSeen, user.UserAgent, user.Updated, user.Version));
    }

    [Fact]
    public async Task A_state_covers_owned_groups_and_conversations_but_nothing_deleted()
    {
        var (talk, dead) = (TopicName.P2P(Alice, Bob), TopicName.Group(User(50)));
        await WriteAsync(new CreateUser(UserRow(Alice)), new CreateUser(UserRow(Bob)));
        await WriteAsync([.. Conversation(Alice, Bob), new CreateTopic(TopicRow(Travel, Alice)), new CreateTopic(TopicRow(Chess, Bob)), Join(Chess, Alice)]);
        await WriteAsync(Join(TopicName.System, Alice), new CreateTopic(TopicRow(dead, Alice)), new DeleteTopic(dead, false, Later(1)));

        await WriteAsync(new SetUserState(Alice, ObjectState.Suspended, Later(2)));

        var user = await Store.Users.FindAsync(Alice, Ct);
        Assert.Equal((ObjectState.Suspended, Later(2), Now, 1), (user!.State, user.StateAt, user.Updated, user.Version));
        await StateAsync(talk, ObjectState.Suspended);
        await StateAsync(Travel, ObjectState.Suspended);
        await StateAsync(Chess, ObjectState.Ok);
        await StateAsync(TopicName.System, ObjectState.Ok);
        await StateAsync(dead, ObjectState.Deleted);
        await WriteAsync(new SetUserState(Alice, ObjectState.Ok, Later(3)));
        await StateAsync(talk, ObjectState.Ok);
        await ConflictAsync(new SetUserState(Carol, ObjectState.Ok, Later(3)));

        async Task StateAsync(TopicName topic, ObjectState expected) => Assert.Equal(expected, (await Store.Topics.FindAsync(topic, Ct))!.State);
    }

    [Fact]
    public async Task A_user_deleted_softly_is_marked_with_its_groups_and_conversations()
    {
        var talk = await FillAsync();

        await WriteAsync([.. Gone(Alice, false, Later(9))]);

        var user = await Store.Users.FindAsync(Alice, Ct);
        Assert.Equal((ObjectState.Deleted, Later(9), Later(9)), (user!.State, user.StateAt, user.Updated));
        foreach (var name in new[] { Travel, talk })
            Assert.Equal((ObjectState.Deleted, 0), await Store.Topics.FindAsync(name, Ct) is { } t ? (t.State, t.SubscriberCount) : default);
        Assert.Equal((ObjectState.Ok, 1), await Store.Topics.FindAsync(Chess, Ct) is { } chess ? (chess.State, chess.SubscriberCount) : default);
        foreach (var key in new SubscriptionKey[] { new(talk, Alice), new(talk, Bob), new(Travel, Alice), new(Travel, Bob), new(Chess, Alice), new(Chess, Alice, true), new(TopicName.Me(Alice), Alice) })
            Assert.Equal((Later(9), 2), await Store.Subscriptions.FindAsync(key, Ct) is { } row ? (row.Deleted, row.Version) : default);
        Assert.True((await Store.Subscriptions.FindAsync(new SubscriptionKey(Chess, Bob), Ct))!.IsLive);
        Assert.Null(await Store.Auth.FindAsync("basic", "alice", Ct));
        Assert.Equal(Alice, await Store.Users.FindByCredentialAsync("email", "alice@example.com", Ct));
        Assert.Single(await Store.Devices.OfUsersAsync([Alice], Ct));
        await ConflictAsync(new UpdateUser(Alice, 2) { Tags = [] });
        await ConflictAsync(new SetUserState(Alice, ObjectState.Ok, Later(10)));
        await WriteAsync([.. Gone(Alice, true, Later(11))]);
        Assert.Null(await Store.Topics.FindAsync(Travel, Ct));
    }

    [Fact]
    public async Task A_user_deleted_hard_is_gone_but_for_what_it_said_elsewhere()
    {
        var talk = await FillAsync();

        await WriteAsync([.. Gone(Alice, true, Later(9))]);

        Assert.Null(await Store.Users.FindAsync(Alice, Ct));
        Assert.Null(await Store.Topics.FindAsync(Travel, Ct));
        Assert.Null(await Store.Topics.FindAsync(TopicName.Self(Alice), Ct));
        Assert.Empty(await Store.Messages.ReadAsync(Travel, default, new MessageQuery(0, 0, 10), Ct));
        Assert.Null(await Store.Subscriptions.FindAsync(new SubscriptionKey(Travel, Bob), Ct));
        Assert.Empty(await Store.Subscriptions.OfUserAsync(Alice, Ct));
        Assert.Null(await Store.Topics.FindByTagAsync("alice", Ct));
        Assert.Null(await Store.Topics.FindByTagAsync("travel", Ct));
        Assert.Null(await Store.Auth.FindAsync("basic", "alice", Ct));
        Assert.Equal(default, await Store.Users.FindByCredentialAsync("email", "alice@example.com", Ct));
        Assert.Empty(await Store.Devices.OfUsersAsync([Alice], Ct));

        Assert.Equal((ObjectState.Ok, 1), await Store.Topics.FindAsync(Chess, Ct) is { } chess ? (chess.State, chess.SubscriberCount) : default);
        Assert.Equal([2, 1], (await Store.Messages.ReadAsync(Chess, Alice, new MessageQuery(0, 0, 10), Ct)).Select(m => m.Seq));
        Assert.Equal((ObjectState.Ok, 1), await Store.Topics.FindAsync(talk, Ct) is { } p2p ? (p2p.State, p2p.SubscriberCount) : default);
        Assert.True((await Store.Subscriptions.FindAsync(new SubscriptionKey(talk, Bob), Ct))!.IsLive);
        Assert.Null(Assert.Single(await Store.Subscriptions.ContactsAsync(Bob, new ContactQuery(null, new SubscriptionKey(talk, Bob), 10), Ct)).Peer);
        await WriteAsync(new CreateUser(UserRow(Carol)), new AddAuth(new AuthRecord(Carol, "basic", "alice", AuthLevel.Authenticated, [1])));
        await WriteAsync([.. Gone(Alice, true, Later(9))]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deletion_goes_on_in_small_steps_until_its_marker_is_gone(bool hard)
    {
        var talk = await FillAsync();
        await WriteAsync([.. Enumerable.Range(2, 40).Select(seq => Publish(Travel, seq, Bob))]);
        foreach (var i in Enumerable.Range(100, 30))
            await WriteAsync(new CreateUser(UserRow(User(i))), Join(Travel, User(i)));

        await WriteAsync(new BeginUserDeletion(Alice, hard, Later(9)), new PutValue("left", "x", OnlyIfNew: true, Now));
        // Gone for everybody from here on.
        Assert.Equal(ObjectState.Deleted, (await Store.Users.FindAsync(Alice, Ct))!.State);
        Assert.Equal(ObjectState.Deleted, (await Store.Topics.FindAsync(Travel, Ct))!.State);
        Assert.Null(await Store.Auth.FindAsync("basic", "alice", Ct));
        Assert.Equal(hard, (await Store.Users.FindByCredentialAsync("email", "alice@example.com", Ct)).IsNone);

        var steps = 0;
        for (; await Store.Values.FindAsync("left", Ct) is not null; steps++)
        {
            Assert.InRange(steps, 0, 200);
            if (steps == 3)
                await ReopenAsync();
            await WriteAsync(new ContinueUserDeletion(Alice, hard, Later(9), 5, "left"));
        }

        Assert.InRange(steps, 6, 200);
        Assert.Equal(hard, await Store.Users.FindAsync(Alice, Ct) is null);
        Assert.Equal(hard, await Store.Topics.FindAsync(Travel, Ct) is null);
        Assert.Empty(await Store.Subscriptions.OfTopicAsync(Travel, includeDeleted: false, Ct));
        Assert.Empty(await Store.Subscriptions.OfUserAsync(Alice, Ct));
        Assert.Equal((ObjectState.Ok, 1), await Store.Topics.FindAsync(Chess, Ct) is { } chess ? (chess.State, chess.SubscriberCount) : default);
        Assert.Equal(
            hard ? (ObjectState.Ok, 1) : (ObjectState.Deleted, 0),
            await Store.Topics.FindAsync(talk, Ct) is { } p2p ? (p2p.State, p2p.SubscriberCount) : default);
        Assert.Equal(hard, (await Store.Subscriptions.FindAsync(new SubscriptionKey(talk, Bob), Ct))!.IsLive);
        Assert.Equal(hard ? 0 : 41, (await Store.Messages.ReadAsync(Travel, default, new MessageQuery(0, 0, 100), Ct)).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_session_stores_on_its_way_out_does_not_keep_a_deletion_from_its_end(bool hard)
    {
        await FillAsync();
        await WriteAsync(new BeginUserDeletion(Alice, hard, Later(9)), new PutValue("left", "x", OnlyIfNew: true, Now));
        await WriteAsync(
            new PutDevice(new StoredDevice(Alice, "late", "web", Now, "en")),
            new PutCredential(new StoredCredential { User = Alice, Method = "email", Value = "late@example.com", Created = Now, Updated = Now }));
        await WriteAsync(new ContinueUserDeletion(Alice, hard, Later(9), int.MaxValue, "left"));
        Assert.Null(await Store.Values.FindAsync("left", Ct));
        Assert.Equal(hard, await Store.Users.FindAsync(Alice, Ct) is null);
    }

    // Alice owns Travel, is a member and reader of Bob's Chess and talks to Bob.
    private async Task<TopicName> FillAsync()
    {
        await WriteAsync(
            new CreateUser(UserRow(Alice, "alice")), new CreateUser(UserRow(Bob)),
            new AddAuth(new AuthRecord(Alice, "basic", "alice", AuthLevel.Authenticated, [1, 2])),
            new PutCredential(new StoredCredential { User = Alice, Method = "email", Value = "alice@example.com", IsDone = true, Created = Now, Updated = Now }),
            new PutDevice(new StoredDevice(Alice, "device", "android", Now, "en")),
            new PutSubscription(Row(TopicName.Me(Alice), Alice)), new PutSubscription(Row(TopicName.Find(Alice), Alice)));
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice, "travel")), Join(Travel, Alice), Join(Travel, Bob), Publish(Travel, 1, Bob));
        await WriteAsync(new CreateTopic(TopicRow(TopicName.Self(Alice), Alice)), Join(TopicName.Self(Alice), Alice));
        await WriteAsync(
            new CreateTopic(TopicRow(Chess, Bob)), Join(Chess, Bob), Join(Chess, Alice), Join(Chess, Alice, isReader: true),
            Publish(Chess, 1, Alice), Publish(Chess, 2, Bob), new DeleteMessages(Chess, 1, Alice, [new(1)], Now));
        await WriteAsync(Conversation(Alice, Bob));
        return TopicName.P2P(Alice, Bob);
    }
}
