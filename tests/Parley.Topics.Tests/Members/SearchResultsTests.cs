using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Storage.Records;
using Parley.Topics.Members;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Members;

public sealed class SearchResultsTests
{
    private static (TopicPlan Plan, RowsByHand Rows) Find(
        TopicState topic, GetOptions? asked = null, AuthLevel level = AuthLevel.Authenticated, TopicOptions? options = null, params FoundObject[] found)
    {
        var rows = new RowsByHand();
        rows.FoundRows.AddRange(found);
        return (new GetSubHandler(options ?? Options, Rewriting).Run(topic, topic.Get(Alice, new GetQuery { Sub = asked }, level: level), rows), rows);
    }

    private static FoundObject Found(TopicName name, bool isChannel = false) => new()
    {
        Name = name,
        IsChannel = isChannel,
        Created = Now,
        Updated = Now,
        Access = new DefaultAccess(AccessMode.Parse("JRWPS"), AccessMode.Parse("JR")),
        Public = Json("\"card\""),
        SubscriberCount = 3,
        MatchedTags = ["two", "one"],
    };

    [Fact]
    public void The_query_of_the_session_goes_before_the_stored_one()
    {
        Assert.Equal(["flowers"], Find(Search("flowers", stored: "\"trees\"")).Rows.AskedSearch!.Required[0]);
        Assert.Equal(["trees"], Find(Search(stored: "\"trees\"")).Rows.AskedSearch!.Required[0]);
        Assert.Equal(["trees"], Find(Search("", stored: "\"trees\"")).Rows.AskedSearch!.Required[0]);
    }

    [Fact]
    public void Terms_become_groups_of_tags_that_are_required_and_a_list_of_others()
    {
        var query = Find(Search("red Bob@Example.com one,two")).Rows.AskedSearch!;
        Assert.Equal([["red"], ["bob@example.com", "email:bob@example.com"]], query.Required);
        Assert.Equal(["one", "two"], query.Optional);
        Assert.Equal(Alice, query.Searcher);
        Assert.False(query.IncludeInactive);
        Assert.True(Find(Search("red"), level: AuthLevel.Root).Rows.AskedSearch!.IncludeInactive);
    }

    [Fact]
    public void Aliases_rank_first() =>
        Assert.Equal("alias:", Find(Search("red"), options: Options with { AliasNamespace = "alias" }).Rows.AskedSearch!.RankedFirst);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(",,")]
    [InlineData("\"a")]
    [InlineData("\"a b\"")]
    [InlineData("%")]
    public void A_query_that_cannot_be_read_or_means_no_tag_finds_nothing(string query)
    {
        var (plan, rows) = Find(Search(query), found: Found(Team));
        Assert.Equal(204, plan.Code());
        Assert.Null(rows.AskedSearch);
    }

    [Fact]
    public void A_stored_query_that_is_no_text_is_none() => Assert.Null(Find(Search(stored: """{"a":1}""")).Rows.AskedSearch);

    [Fact]
    public void Masked_tags_are_found_only_by_those_who_have_them()
    {
        var options = Options with { MaskedNamespaces = ["dept"] };
        Assert.Equal(403, Find(Search("dept:sales"), options: options).Plan.Code());
        Assert.Equal(403, Find(Search("x,dept:sales"), options: options).Plan.Code());
        Assert.NotNull(Find(Search("dept:sales", tags: "dept:sales"), options: options).Rows.AskedSearch);
    }

    [Fact]
    public void Users_and_groups_are_told_with_what_the_searcher_would_be_given()
    {
        var entries = Find(Search("x"), found: [Found(TopicName.Me(Bob)), Found(Team), Found(Team, isChannel: true)]).Plan.Meta().Sub!;
        Assert.Equal([Bob.ToString(), Team.Value, Team.ChannelAddress], entries.Select(e => e.Topic));
        Assert.Equal(["JRWPS", "JRWPS", "JRP"], entries.Select(e => e.Access!.Mode));
        Assert.All(entries, e => Assert.Null(e.User));
        Assert.Equal("""["one","two"]""", entries[0].Private.ToString());
        Assert.Equal("JR", Find(Search("x"), level: AuthLevel.Anonymous, found: Found(Team)).Plan.Meta().Sub![0].Access!.Mode);
    }

    [Fact]
    public void Matched_tags_are_told_even_if_nothing_is_new()
    {
        var entry = Find(Search("x"), new GetOptions { IfModifiedSince = Now, Limit = 1, User = "x" }, found: Found(Team)).Plan.Meta().Sub![0];
        Assert.True(entry.Public.IsNull);
        Assert.False(entry.Private.IsNull);
    }
}
