using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Storage.Writes;
using Parley.Topics.Aux;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Aux;

public sealed class AuxHandlersTests
{
    private static TopicPlan Set(TopicState topic, UserId user, string aux) =>
        new SetAuxHandler(Options).Run(topic, topic.Set(user, new SetQuery { Aux = Json(aux) }));

    private static TopicPlan Get(TopicState topic, UserId user) => new GetAuxHandler().Run(topic, topic.Get(user));

    [Fact]
    public void An_admin_sets_it_and_everybody_attached_reads_it()
    {
        var topic = Group(Row(Team, Bob, "JRWPS")).Attached(Alice, Bob);
        Assert.Equal(("""{"what":"aux"}""", 204), (Get(topic, Bob).Params(), Get(topic, Bob).Code()));
        var plan = Set(topic, Alice, """{"pins":[1]}""");
        Assert.Equal(200, plan.Code());
        Assert.True(plan.RepliesLast());
        var told = Assert.Single(plan.Broadcasts());
        Assert.Equal((SessionOf(Alice), AccessMode.Presence), (told.Audience.SkipSession, told.Audience.Needs));
        var pres = (PresPacket)told.Packets.Default;
        Assert.Equal((Team.Value, null, PresWhat.Aux), (pres.Topic, pres.Source, pres.What));
        topic.Apply(plan);
        Assert.Equal("""{"pins":[1]}""", Get(topic, Bob).Meta().Aux.ToString());
    }

    [Fact]
    public void What_is_sent_is_merged_and_when_nothing_is_left_there_is_none()
    {
        var topic = Group().Attached(Alice);
        topic.Apply(Set(topic, Alice, """{"pins":[1],"deep":{"a":1}}"""));
        topic.Apply(Set(topic, Alice, """{"deep":{"b":2}}"""));
        Assert.Equal("""{"pins":[1],"deep":{"a":1,"b":2}}""", topic.Aux.ToString());
        topic.Apply(Set(topic, Alice, """{"pins":"␡","deep":"␡"}"""));
        Assert.Equal(204, Get(topic, Alice).Code());
        Assert.Equal(304, Set(topic, Alice, "{}").Code());
    }

    [Fact]
    public void Who_is_no_admin_is_rejected_403() =>
        Assert.Equal(403, Set(Group(Row(Team, Bob, "JRWPS")).Attached(Bob), Bob, """{"a":1}""").Code());

    [Fact]
    public void Either_user_of_a_conversation_may_set_it()
    {
        var plan = Set(Conversation().Attached(Alice, Bob), Bob, """{"pins":[1]}""");
        Assert.Equal(200, plan.Code());
        Assert.Equal(Bob.ToString(), ((PresPacket)Assert.Single(plan.Broadcasts()).Packets.For(Alice, isReader: false)).Topic);
    }

    [Fact]
    public void Me_and_fnd_have_none()
    {
        Assert.Equal(405, Set(Me().Attached(Alice), Alice, """{"a":1}""").Code());
        Assert.Equal(405, Get(Me().Attached(Alice), Alice).Code());
        Assert.Equal(405, Get(Search(), Alice).Code());
        Assert.Equal(200, Set(OwnNotes(), Alice, """{"a":1}""").Code());
    }
}
