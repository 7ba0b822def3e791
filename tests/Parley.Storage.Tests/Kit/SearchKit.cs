using Parley.Protocol.Names;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using static Parley.Storage.Tests.Kit.Sample;

namespace Parley.Storage.Tests.Kit;

/// <summary>Finding users and groups by tags (part B 8.6).</summary>
public abstract class SearchKit<TEngine> : StoreKit<TEngine>
    where TEngine : IStoreEngine, new()
{
    private static readonly UserId Dave = User(4);

    [Fact]
    public async Task One_group_finds_active_users_and_groups_that_have_one_of_its_tags()
    {
        await FillAsync();
        var found = await SearchAsync([["alice", "bob", "carol", "travel", "qwer", "asdf", "zxcv"]], []);
        Assert.Equal([Travel.Value, Alice.ToString(), Bob.ToString()], found.Select(f => f.Name.Value));
        Assert.Equal(["travel", "zxcv"], found[0].MatchedTags);
        Assert.Equal((2, true, Now), (found[0].SubscriberCount, found[0].IsChannel, found[0].Created));
        Assert.Equal((Mode("JRWPS"), $$"""{"fn":"{{Alice}}"}"""), (found[1].Access.Auth, found[1].Public.ToString()));
    }

    [Theory]
    [InlineData("' OR 1=1 --")]
    [InlineData("alice' OR 'a'='a")]
    [InlineData("\"; DROP TABLE users; --")]
    [InlineData("%")]
    [InlineData("_lice")]
    [InlineData("*")]
    [InlineData("@tag0")]
    [InlineData("alice\0")]
    [InlineData("ALICE")]
    public async Task What_is_searched_for_is_a_value_and_never_part_of_the_statement(string tag)
    {
        await FillAsync();
        Assert.Empty(await SearchAsync([[tag]], [tag]));
        Assert.Null(await Store.Topics.FindByTagAsync(tag, Ct));
        Assert.NotEmpty(await SearchAsync([["alice"]], [tag]));
    }

    [Fact]
    public async Task Every_group_must_match_and_empty_groups_do_not_count()
    {
        await FillAsync();
        Assert.Equal([Bob.ToString()], Names(await SearchAsync([["alice", "bob"], [], ["blue", "green"]], [])));
        Assert.Empty(await SearchAsync([["alice"], ["bob"]], []));
    }

    [Fact]
    public async Task Optional_tags_select_only_if_nothing_is_required_and_else_raise_the_rank()
    {
        await FillAsync();
        Assert.Equal([Bob.ToString(), Alice.ToString()], Names(await SearchAsync([], ["red", "blue"])));
        Assert.Equal([Bob.ToString(), Alice.ToString()], Names(await SearchAsync([["red"]], ["blue", "bob"])));
        Assert.Equal(["bob", "red", "blue"], (await SearchAsync([["red"]], ["blue", "bob"]))[0].MatchedTags);
    }

    [Fact]
    public async Task Tags_with_the_first_ranked_beginning_count_twenty()
    {
        await WriteAsync(
            new CreateUser(UserRow(Alice, "x", "y", "z")), new CreateUser(UserRow(Bob, "alias:b")),
            new CreateTopic(TopicRow(Travel, Alice, "x")), new CreateTopic(TopicRow(Chess, Alice, "x")), Join(Chess, Alice));
        string[] tags = ["x", "y", "z", "alias:b"];
        Assert.Equal([Bob.ToString(), Alice.ToString(), Chess.Value, Travel.Value], Names(await SearchAsync([], tags, "alias:")));
        Assert.Equal([Alice.ToString(), Chess.Value], Names(await SearchAsync([], tags, null, 2)));
    }

    [Fact]
    public async Task Inactive_objects_are_found_only_if_asked_for()
    {
        await FillAsync();
        await WriteAsync(new SetUserState(Bob, ObjectState.Suspended, Later(1)));
        Assert.Equal([Alice.ToString()], Names(await SearchAsync([], ["red", "carol"])));
        var all = await Store.Topics.SearchAsync(new SearchQuery(Dave, [], ["red", "carol"], null, true, 10), Ct);
        Assert.Equal(3, all.Count);
    }

    [Fact]
    public async Task The_searcher_is_left_out_and_tags_are_exact()
    {
        await FillAsync();
        Assert.Equal([Bob.ToString()], Names(await Store.Topics.SearchAsync(new SearchQuery(Alice, [], ["red"], null, false, 10), Ct)));
        Assert.Empty(await SearchAsync([["Alice", "ALICE", "alic", "alice ", "' OR 1=1 --", "%"]], []));
        Assert.Empty(await SearchAsync([], []));
    }

    [Fact]
    public async Task A_thousand_terms_can_be_searched()
    {
        await FillAsync();
        var terms = Enumerable.Range(0, 1000).Select(i => $"tag{i}").Append("alice").ToArray();
        Assert.Equal([Alice.ToString()], Names(await SearchAsync([terms, terms], [])));
    }

    [Fact]
    public async Task By_one_tag_any_object_is_found_in_any_state()
    {
        await FillAsync();
        Assert.Equal(TopicName.Me(Alice), await Store.Topics.FindByTagAsync("alice", Ct));
        Assert.Equal(TopicName.Me(Carol), await Store.Topics.FindByTagAsync("carol", Ct));
        Assert.Equal(Travel, await Store.Topics.FindByTagAsync("zxcv", Ct));
        Assert.Null(await Store.Topics.FindByTagAsync("Alice", Ct));
        Assert.Null(await Store.Topics.FindByTagAsync("nonexistent", Ct));
    }

    private static IEnumerable<string> Names(IReadOnlyList<FoundObject> found) => found.Select(f => f.Name.Value);

    private async Task FillAsync()
    {
        await WriteAsync(
            new CreateUser(UserRow(Alice, "alice", "red")),
            new CreateUser(UserRow(Bob, "bob", "red", "blue")),
            new CreateUser(UserRow(Carol, "carol") with { State = ObjectState.Deleted }));
        await WriteAsync(
            new CreateTopic(TopicRow(Travel, Alice, "travel", "zxcv") with { IsChannel = true }),
            Join(Travel, Alice), Join(Travel, Bob, isReader: true));
    }

    private async Task<IReadOnlyList<FoundObject>> SearchAsync(
        IReadOnlyList<IReadOnlyList<string>> required, IReadOnlyList<string> optional, string? first = null, int limit = 100) =>
        await Store.Topics.SearchAsync(new SearchQuery(Dave, required, optional, first, false, limit), Ct);
}
