using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using static Parley.Storage.Tests.Kit.Sample;

namespace Parley.Storage.Tests.Kit;

/// <summary>Topics: made, changed, deleted, found.</summary>
public abstract class TopicKit<TEngine> : StoreKit<TEngine>
    where TEngine : IStoreEngine, new()
{
    [Fact]
    public async Task A_topic_is_read_as_it_was_stored()
    {
        var topic = TopicRow(Travel, Alice, "travel", "zxcv") with
        {
            Touched = Later(1),
            StateAt = Later(2),
            IsChannel = true,
            LastSeq = 111,
            DelId = 7,
            Trusted = Payload.FromJson("""{"verified":true}"""),
            Aux = Payload.FromJson("""{"pins":[1,2]}"""),
        };
        await WriteAsync(new CreateTopic(topic));

        await ReopenAsync();
        var found = await Store.Topics.FindAsync(Travel, Ct);

        Assert.Equal(topic.Tags, found!.Tags);
        Assert.Equal(topic, found with { Tags = topic.Tags });
        Assert.Equal(DateTimeKind.Utc, found.Created.Kind);
    }

    [Fact]
    public async Task A_new_store_has_the_system_topic()
    {
        var found = await Store.Topics.FindAsync(TopicName.System, Ct);

        Assert.Equal((ObjectState.Ok, default(DefaultAccess), default(UserId)), (found!.State, found.Access, found.Owner));
        Assert.Equal("""{"fn":"System"}""", found.Public.ToString());
        await ReopenAsync();
        Assert.Equal(found, await Store.Topics.FindAsync(TopicName.System, Ct) is { } again ? again with { Tags = found.Tags } : null);
    }

    [Fact]
    public async Task Unknown_personal_and_senseless_names_have_no_topic()
    {
        foreach (var name in new[] { Travel, TopicName.Me(Alice), TopicName.Find(Alice), default, new TopicName("grp'; DROP TABLE topics; --") })
            Assert.Null(await Store.Topics.FindAsync(name, Ct));
    }

    [Fact]
    public async Task A_topic_that_exists_is_a_conflict()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)));
        await ConflictAsync(new CreateTopic(TopicRow(Travel, Bob)));
        Assert.Equal(Alice, (await Store.Topics.FindAsync(Travel, Ct))!.Owner);
    }

    [Fact]
    public async Task A_topic_marked_deleted_is_replaced_with_nothing_left_of_it()
    {
        var name = TopicName.P2P(Alice, Bob);
        await WriteAsync(Conversation(Alice, Bob));
        await WriteAsync(Publish(name, 1, Alice), new DeleteMessages(name, 1, Alice, [new(1)], Later(1)));
        await WriteAsync(new DeleteTopic(name, false, Later(2)));

        await WriteAsync(new CreateTopic(TopicRow(name) with { Created = Later(3) }), Join(name, Alice));

        var found = await Store.Topics.FindAsync(name, Ct);
        Assert.Equal((Later(3), ObjectState.Ok, 0, 0, 1, 1), (found!.Created, found.State, found.LastSeq, found.DelId, found.SubscriberCount, found.Version));
        Assert.Empty(await Store.Messages.ReadAsync(name, default, new MessageQuery(0, 0, 10), Ct));
        Assert.Empty(await Store.Messages.DeletionsAsync(name, Alice, 0, 0, 10, Ct));
        Assert.Equal(Alice, Assert.Single(await Store.Subscriptions.OfTopicAsync(name, true, Ct)).Key.User);
        await WriteAsync(Publish(name, 1, Alice));
        Assert.Single(await Store.Messages.ReadAsync(name, Alice, new MessageQuery(0, 0, 10), Ct));
    }

    [Fact]
    public async Task An_update_changes_what_it_names_and_counts_up()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice, "travel") with { Aux = Payload.FromJson("{}") }));

        await WriteAsync(new UpdateTopic(Travel, 1) { Updated = Later(1), Public = default(Payload), Tags = ["chess", "go"], Owner = Bob });

        var found = await Store.Topics.FindAsync(Travel, Ct);
        Assert.Equal((Later(1), Now, true, Bob, 2), (found!.Updated, found.Touched, found.Public.IsNull, found.Owner, found.Version));
        Assert.Equal("{}", found.Aux.ToString());
        Assert.Equal(["chess", "go"], found.Tags);
        Assert.Null(await Store.Topics.FindByTagAsync("travel", Ct));
        Assert.Equal(Travel, await Store.Topics.FindByTagAsync("go", Ct));

        await WriteAsync(new UpdateTopic(Travel, 2) { Access = new DefaultAccess(Mode("JR"), Mode("N")), Trusted = Payload.FromJson("1"), Aux = Payload.FromJson("2"), Tags = [] });
        found = await Store.Topics.FindAsync(Travel, Ct);
        Assert.Equal((Mode("JR"), "1", "2", 0, Bob), (found!.Access.Auth, found.Trusted.ToString(), found.Aux.ToString(), found.Tags.Count, found.Owner));
        Assert.Null(await Store.Topics.FindByTagAsync("go", Ct));
    }

    [Fact]
    public async Task An_update_of_another_version_is_a_conflict_and_changes_nothing()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice, "travel")));
        await ConflictAsync(new UpdateTopic(Travel, 2) { Tags = ["go"] });
        await ConflictAsync(new UpdateTopic(Chess, 1) { Tags = ["go"] });
        Assert.Null(await Store.Topics.FindByTagAsync("go", Ct));
        await WriteAsync(new DeleteTopic(Travel, false, Later(1)));
        await ConflictAsync(new UpdateTopic(Travel, 1) { Tags = ["go"] });
    }

    [Fact]
    public async Task A_soft_deletion_marks_the_topic_and_all_its_subscriptions()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)), Join(Travel, Alice), Join(Travel, Bob, isReader: true));
        await WriteAsync(Publish(Travel, 1, Alice));

        await WriteAsync(new DeleteTopic(Travel, false, Later(5)));

        var found = await Store.Topics.FindAsync(Travel, Ct);
        Assert.Equal((ObjectState.Deleted, Later(5), 0), (found!.State, found.StateAt, found.SubscriberCount));
        foreach (var key in new[] { new SubscriptionKey(Travel, Alice), new SubscriptionKey(Travel, Bob, true) })
            Assert.Equal(Later(5), (await Store.Subscriptions.FindAsync(key, Ct))!.Deleted);
        await ConflictAsync(Publish(Travel, 2, Alice));
        await ConflictAsync(Join(Travel, Carol));
    }

    [Fact]
    public async Task A_hard_deletion_leaves_nothing_and_the_name_may_come_back()
    {
        var name = TopicName.P2P(Alice, Bob);
        for (var round = 0; round < 3; round++)
        {
            await WriteAsync([.. Conversation(Alice, Bob), Publish(name, 1, Alice)]);
            await WriteAsync(new DeleteMessages(name, 1, Bob, [new(1)], Later(1)));
            Assert.Single(await Store.Messages.ReadAsync(name, Alice, new MessageQuery(0, 0, 10), Ct));
            Assert.Empty(await Store.Messages.ReadAsync(name, Bob, new MessageQuery(0, 0, 10), Ct));

            await WriteAsync(new DeleteTopic(name, true, Later(2)));

            Assert.Null(await Store.Topics.FindAsync(name, Ct));
            Assert.Null(await Store.Subscriptions.FindAsync(new SubscriptionKey(name, Alice), Ct));
            Assert.Empty(await Store.Messages.ReadAsync(name, Alice, new MessageQuery(0, 0, 10), Ct));
            Assert.Empty(await Store.Messages.DeletionsAsync(name, Bob, 0, 0, 10, Ct));
        }
        await WriteAsync(new DeleteTopic(name, true, Later(3)));
    }

    [Fact]
    public async Task A_topic_removed_and_made_again_in_one_unit_is_the_new_one()
    {
        await WriteAsync(new CreateTopic(TopicRow(Travel, Alice)), Publish(Travel, 1, Alice));
        await WriteAsync(new DeleteTopic(Travel, true, Now), new CreateTopic(TopicRow(Travel, Bob)), Publish(Travel, 1, Bob));
        Assert.Equal(Bob, Assert.Single(await Store.Messages.ReadAsync(Travel, default, new MessageQuery(0, 0, 10), Ct)).From);
        Assert.Equal(Bob, (await Store.Topics.FindAsync(Travel, Ct))!.Owner);
    }

    [Fact]
    public async Task Owned_are_the_groups_that_are_not_deleted()
    {
        await WriteAsync(
            new CreateTopic(TopicRow(Travel, Alice)), new CreateTopic(TopicRow(Chess, Alice)), new CreateTopic(TopicRow(TopicName.Self(Alice), Alice)));
        await WriteAsync(new DeleteTopic(Chess, false, Now));
        Assert.Equal([Travel], await Store.Topics.OwnedByAsync(Alice, Ct));
        Assert.Empty(await Store.Topics.OwnedByAsync(default, Ct));
        await WriteAsync(new UpdateTopic(Travel, 1) { Owner = Bob });
        Assert.Empty(await Store.Topics.OwnedByAsync(Alice, Ct));
        Assert.Equal([Travel], await Store.Topics.OwnedByAsync(Bob, Ct));
    }

    [Fact]
    public async Task A_tag_that_must_be_unique_belongs_to_one_user_or_topic()
    {
        await WriteAsync(new CreateUser(UserRow(Alice, "alias:alice", "tag")), new CreateTopic(TopicRow(Travel, Alice, "alias:travel", "tag")));
        await DuplicateAsync("tag", new CreateUser(UserRow(Bob, "alias:travel")));
        await DuplicateAsync("tag", new CreateTopic(TopicRow(Chess, Bob, "alias:alice")));
        await DuplicateAsync("tag", new UpdateTopic(Travel, 1) { Tags = ["alias:alice"] });
        await DuplicateAsync("tag", new UpdateUser(Alice, 1) { Tags = ["alias:travel"] });
        Assert.Null(await Store.Users.FindAsync(Bob, Ct));
        await WriteAsync(new UpdateUser(Alice, 1) { Tags = ["alias:alice", "more"] }, new UpdateTopic(Travel, 1) { Tags = [] });
        await WriteAsync(new CreateTopic(TopicRow(Chess, Bob, "alias:travel")));
    }
}
