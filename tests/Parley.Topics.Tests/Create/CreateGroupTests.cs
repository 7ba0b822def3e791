using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;
using Parley.Storage.Writes;
using Parley.Topics.Create;
using Parley.Topics.Subscribe;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Create;

public sealed class CreateGroupTests
{
    private static readonly TopicOptions Spaces = Options with
    {
        AliasNamespace = "alias",
        ImmutableNamespaces = static () => new HashSet<string> { "basic" },
    };

    private static Birth Make(SetQuery? set = null, string address = "new1", AuthLevel level = AuthLevel.Authenticated) =>
        CreateGroup.Decide(new TopicState(Team), Ask(Alice, address, new SubPacket { Id = "1", Set = set }, level), Spaces);

    private static SetQuery Mode(string mode) => new() { Sub = new SubPart(null, mode) };

    private static SetQuery Defaults(string? auth, string? anon) => new() { Desc = new DescPart { DefaultAccess = new DefaultAccessPart(auth, anon) } };

    [Fact]
    public void Who_makes_a_group_owns_it()
    {
        var birth = Make();
        var topic = Assert.IsType<CreateTopic>(birth.Writes[0]).Topic;
        Assert.Equal((Alice, false, "JRWPS", "N"), (topic.Owner, topic.IsChannel, topic.Access.Auth.ToString(), topic.Access.Anon.ToString()));
        Assert.Equal(("JRWPASDO", "JRWPASDO"), (birth.Own!.Want.ToString(), birth.Own.Given.ToString()));
    }

    [Fact]
    public void A_channel_is_joined_by_invitation_unless_it_says_otherwise()
    {
        var topic = Assert.IsType<CreateTopic>(Make(address: "nch1").Writes[0]).Topic;
        Assert.Equal((true, "RWPS"), (topic.IsChannel, topic.Access.Auth.ToString()));
    }

    [Theory]
    [InlineData("JRWPASDO", "JR", "JRWPASD", "JR")] // Nobody is made an owner by joining.
    [InlineData("xyz", "JR", "JRWPS", "JR")]
    [InlineData(null, "xyz", "JRWPS", "N")]
    [InlineData("N", "", "N", "N")]
    public void Default_access_is_what_was_asked_for_as_far_as_it_can_be_read(string? auth, string? anon, string storedAuth, string storedAnon)
    {
        var access = Assert.IsType<CreateTopic>(Make(Defaults(auth, anon)).Writes[0]).Topic.Access;
        Assert.Equal((storedAuth, storedAnon), (access.Auth.ToString(), access.Anon.ToString()));
    }

    [Theory]
    [InlineData("JRWPASD", 403)]
    [InlineData("RWPASDO", 403)]
    [InlineData("N", 403)]
    [InlineData("xyz", 400)]
    public void A_mode_without_O_and_J_makes_nothing(string mode, int code)
    {
        var birth = Make(Mode(mode));
        Assert.Equal((code, 0), (birth.Rejection!.Code.Number, birth.Writes.Count));
    }

    [Fact]
    public void The_owner_may_want_less_than_everything() => Assert.Equal("JRO", Make(Mode("JRO")).Own!.Want.ToString());

    [Fact]
    public void What_is_trusted_is_set_by_root_alone()
    {
        Assert.Equal(ReplyCodes.PermissionDenied, Make(new SetQuery { Desc = new DescPart { Trusted = Json("1") } }).Rejection!.Code);
        Assert.Equal(ReplyCodes.PermissionDenied, Make(new SetQuery { Desc = new DescPart { Trusted = Json("\"␡\"") } }).Rejection!.Code);
        Assert.Null(Make(new SetQuery { Desc = new DescPart { Trusted = Json("1") } }, level: AuthLevel.Root).Rejection);
    }

    [Fact]
    public void The_delete_mark_means_nothing_is_set()
    {
        var birth = Make(new SetQuery { Desc = new DescPart { Public = Json("\"␡\""), Private = Json("\"␡\"") } });
        Assert.True(Assert.IsType<CreateTopic>(birth.Writes[0]).Topic.Public.IsNull && birth.Own!.Private.IsNull);
    }

    [Fact]
    public void Tags_are_normalised_and_those_of_the_server_are_refused()
    {
        Assert.Equal(["flowers", "trees"], Assert.IsType<CreateTopic>(Make(new SetQuery { Tags = [" Trees", "flowers", "x"] }).Writes[0]).Topic.Tags);
        Assert.Equal(403, Make(new SetQuery { Tags = ["basic:alice"] }).Rejection!.Code.Number);
        Assert.Equal(400, Make(new SetQuery { Tags = ["alias:one", "alias:two"] }).Rejection!.Code.Number);
    }

    [Fact]
    public void An_alias_that_is_taken_is_malformed()
    {
        var packet = new SubPacket { Id = "1", Set = new SetQuery { Tags = ["alias:one"] } };
        var plan = new AttachHandler(Spaces).Run(new TopicState(Team), Ask(Alice, "new1", packet));
        Assert.Equal(ReplyCodes.Malformed, plan.OnDuplicate.Code);
    }
}
