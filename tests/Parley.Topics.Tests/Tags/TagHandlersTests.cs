using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Writes;
using Parley.Topics.Tags;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Tags;

public sealed class TagHandlersTests
{
    private static readonly TopicOptions Tagged = Options with { AliasNamespace = "alias", ImmutableNamespaces = () => new HashSet<string> { "basic", "email" } };

    private static TopicState MeTagged(params string[] tags)
    {
        var name = TopicName.Me(Alice);
        return new TopicState(name, User(Alice) with { Tags = tags }, Row(name, Alice, "JPS")).Attached(Alice);
    }

    private static TopicPlan Set(TopicState topic, UserId user, string[] tags, RowsByHand? rows = null, string? address = null) =>
        new SetTagsHandler(Tagged).Run(topic, topic.Set(user, new SetQuery { Tags = tags }, address), rows);

    private static TopicPlan Get(TopicState topic, UserId user, RowsByHand? rows = null, string? address = null) =>
        new GetTagsHandler(Options).Run(topic, topic.Get(user, address: address), rows);

    [Fact]
    public void Own_tags_are_told_or_that_there_are_none()
    {
        Assert.Equal(["a1", "b1"], Get(MeTagged("a1", "b1"), Alice).Meta().Tags!);
        var none = Get(MeTagged(), Alice);
        Assert.Equal((204, """{"what":"tags"}"""), (none.Code(), none.Params()));
    }

    [Fact]
    public void Tags_of_a_group_are_for_its_owner()
    {
        var topic = Group(isChannel: true, Row(Team, Bob, "JRWPAS")).Attached(Alice, Bob).WithReader(Carol);
        Assert.Equal(204, Get(topic, Alice).Code());
        Assert.Equal(403, Get(topic, Bob).Code());
        Assert.Equal(403, Get(topic, Carol, address: Team.ChannelAddress).Code());
        Assert.Equal(403, Set(topic, Bob, ["xx"]).Code());
    }

    [Fact]
    public void Other_topics_have_no_tags()
    {
        Assert.Equal(405, Get(Conversation().Attached(Alice), Alice).Code());
        Assert.Equal(405, Get(OwnNotes(), Alice).Code());
        Assert.Equal(405, Set(Conversation().Attached(Alice), Alice, ["xx"]).Code());
        Assert.Equal(405, Set(Search(), Alice, ["xx"]).Code());
    }

    [Theory]
    [InlineData("alias:bob", true)]
    [InlineData("ALIAS:Bob", true)]
    [InlineData("alias:none", false)]
    [InlineData("bob", false)]
    [InlineData("", false)]
    public void On_fnd_tags_say_who_has_the_tag_that_is_searched_for(string query, bool isFound)
    {
        var rows = new RowsByHand { TagHolders = { ["alias:bob"] = TopicName.Me(Bob), ["bob"] = TopicName.Me(Bob) } };
        var plan = Get(Search(query), Alice, rows);
        if (isFound)
            Assert.Equal([Bob.ToString()], plan.Meta().Tags!);
        else
            Assert.Equal(204, plan.Code());
    }

    [Fact]
    public void What_was_added_and_removed_is_counted_and_own_other_sessions_are_told()
    {
        var plan = Set(MeTagged("alias:old", "basic:alice", "plain"), Alice, ["alias:new", "basic:alice", "plain", "more"]);
        Assert.Equal(200, plan.Code());
        Assert.Equal("""{"added":2,"removed":1}""", plan.Params());
        Assert.Equal(["alias:new", "basic:alice", "more", "plain"], plan.Write<UpdateUser>().Tags!);
        var told = Assert.Single(plan.Broadcasts());
        var packet = Assert.IsType<PresPacket>(told.Packets.Default);
        Assert.Equal(("me", null, PresWhat.Tags), (packet.Topic, packet.Source, packet.What));
        Assert.Equal((Alice, SessionOf(Alice)), (told.Audience.OnlyUser, told.Audience.SkipSession));
        Assert.True(plan.RepliesLast());
    }

    [Fact]
    public void A_count_of_nothing_is_left_out()
    {
        var topic = Group().Attached(Alice);
        var plan = Set(topic, Alice, ["xx"]);
        Assert.Equal("""{"added":1}""", plan.Params());
        Assert.Equal(topic.Version, plan.Write<UpdateTopic>().Version);
    }

    [Fact]
    public void Tags_of_the_server_cannot_be_added_changed_or_left_out()
    {
        Assert.Equal(403, Set(MeTagged(), Alice, ["basic:bob"]).Code());
        Assert.Equal(403, Set(MeTagged("basic:alice"), Alice, ["basic:bob"]).Code());
        Assert.Equal(403, Set(MeTagged("basic:alice"), Alice, ["plain"]).Code());
        Assert.Equal(403, Set(Group().Attached(Alice), Alice, ["email:a@b.c"]).Code());
    }

    [Fact]
    public void Removing_all_tags_leaves_those_of_the_server()
    {
        var plan = Set(MeTagged("alias:a1", "basic:alice", "plain"), Alice, ["␡"]);
        Assert.Equal(["basic:alice"], plan.Write<UpdateUser>().Tags!);
        Assert.Equal("""{"removed":2}""", plan.Params());
        Assert.Equal(304, Set(MeTagged("basic:alice"), Alice, ["␡"]).Code());
    }

    [Fact]
    public void The_same_tags_or_none_that_can_be_used_are_not_modified()
    {
        Assert.Equal(304, Set(MeTagged("aa"), Alice, ["AA", " aa "]).Code());
        Assert.Equal(304, Set(MeTagged("aa"), Alice, []).Code());
        Assert.Equal(304, Set(MeTagged("aa"), Alice, ["-"]).Code());
    }

    [Fact]
    public void An_alias_is_one_and_belongs_to_one()
    {
        Assert.Equal(400, Set(MeTagged(), Alice, ["alias:a1", "alias:a2"]).Code());
        var taken = new RowsByHand { TagHolders = { ["alias:a1"] = Team } };
        Assert.Equal(400, Set(MeTagged(), Alice, ["alias:a1"], taken).Code());
        Assert.Equal(200, Set(Group().Attached(Alice), Alice, ["alias:a1"], taken).Code());
        Assert.Equal(200, Set(MeTagged("alias:a1", "xx"), Alice, ["alias:a1"], taken).Code());
    }

    [Fact]
    public void An_alias_that_is_taken_at_the_same_moment_is_malformed_too() =>
        Assert.Equal(ReplyCodes.Malformed, Set(MeTagged(), Alice, ["alias:a1"]).OnDuplicate.Code);

    [Theory]
    [InlineData("alias:a1", "alias:a1")]
    [InlineData("plain", "plain")]
    [InlineData("bob@example.com", "bob@example.com|email:bob@example.com")]
    [InlineData("email:bob@example.com", "email:bob@example.com")]
    [InlineData("two words", "")]
    [InlineData("a/b", "")]
    public void A_term_stands_for_tags(string term, string tags) => Assert.Equal(tags, string.Join('|', Rewriting.Rewrite(term, "US")));
}
