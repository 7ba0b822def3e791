using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Topics.Handlers;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Handlers;

public sealed class MetaStepsTests
{
    private static readonly MetaSteps Table = new(Options, Rewriting, new RefuseStep(ReplyCodes.NotModified), new RefuseStep(ReplyCodes.NotImplemented));

    private static IReadOnlyList<string> Get(TopicState topic, UserId user, string what, string? address = null)
    {
        var request = topic.Get(user, new GetQuery { What = what }, address);
        return [.. Table.OfGet(topic, request).SelectMany(s => s.Run(topic, request).Replies()).Select(Shown)];
    }

    private static IReadOnlyList<string> Set(TopicState topic, UserId user, SetQuery query, string? address = null)
    {
        var request = topic.Set(user, query, address);
        return [.. Table.OfSet(topic, request).SelectMany(s => s.Run(topic, request).Replies()).Select(Shown)];
    }

    private static string Shown(Protocol.Packets.ServerPacket packet) => packet switch
    {
        MetaPacket { Desc: not null } => "desc",
        MetaPacket { Sub: not null } => "sub",
        CtrlPacket ctrl => $"{ctrl.Code.Number}{ctrl.Params}",
        _ => packet.GetType().Name,
    };

    [Fact]
    public void Parts_of_a_get_are_answered_in_one_order_whatever_the_order_of_the_words() =>
        Assert.Equal(
            ["desc", """204{"what":"sub"}""", "403", """204{"what":"del"}""", """204{"what":"tags"}""", """204{"what":"creds"}""", "405"],
            Get(Me().Attached(Alice), Alice, "aux cred tags del data sub desc"));

    [Fact]
    public void Each_part_of_me_is_answered_once() => Assert.Equal(4, Get(Me().Attached(Alice), Alice, "desc sub data del").Count);

    [Fact]
    public void In_a_sub_messages_come_near_the_end()
    {
        var request = Ask(Alice, Team.Value, new SubPacket { Id = "1", Get = new GetQuery { What = "data aux desc" } });
        var topic = Group().Attached(Alice);
        Assert.Equal(
            ["desc", """204{"what":"aux"}""", """204{"what":"data"}"""],
            Table.OfSub(request).SelectMany(s => s.Run(topic, request).Replies()).Select(Shown));
    }

    [Theory]
    [InlineData("")]
    [InlineData("foo")]
    [InlineData("DESC")]
    public void Nothing_known_is_malformed(string what) => Assert.Equal(["400"], Get(Group().Attached(Alice), Alice, what));

    [Fact]
    public void A_group_that_is_no_channel_is_not_found_under_the_name_of_one()
    {
        Assert.Equal(["404"], Get(Group().Attached(Alice), Alice, "desc", Team.ChannelAddress));
        Assert.Equal(["404"], Set(Group().Attached(Alice), Alice, new SetQuery { Tags = ["xx"] }, Team.ChannelAddress));
    }

    [Theory]
    [InlineData("desc", "desc")]
    [InlineData("desc data", "404")]
    [InlineData("sub", "404")]
    [InlineData("data", "403")]
    [InlineData("tags del cred aux", "403")]
    public void From_outside_only_desc_alone_or_the_own_subscription_is_answered(string what, string reply) =>
        Assert.Equal([reply], Get(Group(), Alice, what));

    [Fact]
    public void Each_part_of_a_set_has_its_own_reply()
    {
        var query = new SetQuery
        {
            Desc = new DescPart { Public = Json("1") },
            Sub = new SubPart(null, null),
            Tags = ["xx"],
            Aux = Json("""{"a":1}"""),
        };
        Assert.Equal(["200", "304", """200{"added":1}""", "200"], Set(Group().Attached(Alice), Alice, query));
        Assert.Equal(["400"], Set(Group().Attached(Alice), Alice, new SetQuery()));
    }

    [Fact]
    public void From_outside_only_own_access_and_private_part_can_be_set()
    {
        Assert.Equal(["200"], Set(Group(), Alice, new SetQuery { Desc = new DescPart { Private = Json("1") } }));
        Assert.Equal(["403"], Set(Group(), Alice, new SetQuery { Desc = new DescPart { Private = Json("1") }, Tags = [] }));
        Assert.Equal(["403"], Set(Group(), Alice, new SetQuery { Aux = Json("""{"a":1}""") }));
    }
}
