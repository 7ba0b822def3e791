using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Storage.Writes;
using Parley.Topics.Desc;
using Parley.Topics.Publish;
using Parley.Topics.Tags;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Attacks;

/// <summary>Who has written is said by the server; what only the server or an administrator may set, nobody else sets.</summary>
public sealed class ForgeryTests
{
    [Theory]
    [InlineData("""{"sender":"usrAgAAAAAAAAA"}""", "")]
    [InlineData("""{"sender":{"a":1},"mime":"text/x-drafty"}""", """{"mime":"text/x-drafty"}""")]
    [InlineData("""{"sender":"a","sender":"b"}""", "")]
    [InlineData("""{"\u0073ender":"a"}""", "")]
    public void A_sender_that_the_client_has_written_is_removed(string head, string stored) =>
        Assert.Equal(stored, MessageHead.Stamp(Json(head), By(Alice)).ToString());

    [Fact]
    public void On_behalf_of_another_user_the_real_sender_replaces_a_forged_one()
    {
        var root = By(Bob, AuthLevel.Root) with { SessionUser = Carol };
        var head = MessageHead.Stamp(Json("""{"sender":"a","sender":"b"}"""), root);
        Assert.Equal($$"""{"sender":"{{Carol}}"}""", head.ToString());
    }

    [Fact]
    public void The_author_is_who_has_asked()
    {
        var topic = Group(Row(Team, Bob, "JRWPS")).Attached(Bob);
        var packet = new PubPacket { Id = "1", Content = Json("""{"from":"usrAQAAAAAAAAA"}"""), Head = Json("""{"from":"usrAQAAAAAAAAA"}""") };
        Assert.Equal(Bob, new PublishHandler(Options).Run(topic, Ask(Bob, Team.Value, packet)).Write<SaveMessage>().Message.From);
    }

    [Fact]
    public void Nobody_but_root_sets_what_is_trusted()
    {
        var group = Group().Attached(Alice);
        var query = new SetQuery { Desc = new DescPart { Trusted = Json("""{"verified":true}""") } };
        Assert.Equal(403, new SetDescHandler(Options).Run(group, group.Set(Alice, query)).Code());
        Assert.Equal(403, new SetDescHandler(Options).Run(Me().Attached(Alice), Me().Set(Alice, query)).Code());
        Assert.Equal(200, new SetDescHandler(Options).Run(group, group.Set(Alice, query, level: AuthLevel.Root)).Code());
    }

    [Fact]
    public void Nobody_claims_a_login_or_a_credential_by_a_tag()
    {
        var options = Options with { ImmutableNamespaces = static () => new HashSet<string> { "basic", "email" } };
        var group = Group().Attached(Alice);
        Assert.Equal(403, new SetTagsHandler(options).Run(group, group.Set(Alice, new SetQuery { Tags = ["basic:bob"] })).Code());
        Assert.Equal(403, new SetTagsHandler(options).Run(group, group.Set(Alice, new SetQuery { Tags = [" EMAIL:bob@example.com "] })).Code());
    }
}
