using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Storage.Writes;
using Parley.Topics.Access;
using Parley.Topics.Subscribe;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Access;

public sealed class OwnershipTransferTests
{
    private static TopicPlan Set(TopicState topic, UserId user, string? mode, UserId target = default) =>
        new SetSubHandler(Options).Run(
            topic, topic.Set(user, new SetQuery { Sub = new SubPart(target.IsNone ? null : target.ToString(), mode) }));

    private static TopicState Offered()
    {
        var topic = Group(Row(Team, Bob, "JRWPS"), Row(Team, Carol, "JRWPS")).Attached(Alice, Bob, Carol);
        topic.Apply(Set(topic, Alice, "JRWPASDO", Bob));
        return topic;
    }

    [Fact]
    public void An_offer_changes_what_is_given_and_nothing_else()
    {
        var topic = Offered();
        Assert.Equal(Alice, topic.Owner);
        Assert.Equal(("JRWPS", "JRWPASDO"), (topic.Member(Bob)!.Want.ToString(), topic.Member(Bob)!.Given.ToString()));
        Assert.False(topic.Member(Bob)!.Mode.IsOwner);
    }

    [Fact]
    public void Accepting_moves_ownership_in_one_plan()
    {
        var topic = Offered();
        var plan = Set(topic, Bob, "JRWPASDO");
        Assert.Equal(Bob, plan.Write<UpdateTopic>().Owner);
        Assert.Equal([Alice, Bob], plan.Writes.OfType<PutSubscription>().Select(w => w.Row.Key.User));
        topic.Apply(plan);
        Assert.Equal(Bob, topic.Owner);
        Assert.Equal(("JRWPASD", "JRWPASD"), (topic.Member(Alice)!.Want.ToString(), topic.Member(Alice)!.Given.ToString()));
        Assert.Single(topic.Members.Values, m => m.Mode.IsOwner);
    }

    [Fact]
    public void Accepting_is_told_to_the_old_owner_and_to_sharers()
    {
        var plan = Set(Offered(), Bob, "JRWPASDO");
        var told = plan.Broadcasts().Select(b => (b.Audience.OnlyUser, b.Audience.ExcludeUser, ((PresPacket)b.Packets.Default).Access)).ToArray();
        var lost = new AccessPart("-O", "-O");
        Assert.Contains((Alice, default, lost), told);
        Assert.Contains((default, Alice, lost), told);
        Assert.Contains((default, Bob, new AccessPart("+ADO", null)), told);
    }

    [Fact]
    public void It_can_be_accepted_while_attaching()
    {
        var topic = Group(Row(Team, Bob, "JRWPS", "JRWPASDO")).Attached(Alice);
        var packet = new SubPacket { Id = "1", Topic = Team.Value, Set = new SetQuery { Sub = new SubPart(null, "JRWPASDO") } };
        topic.Apply(new AttachHandler(Options).Run(topic, Ask(Bob, Team.Value, packet)));
        Assert.Equal(Bob, topic.Owner);
    }

    [Fact]
    public void Declining_transfers_nothing_and_the_offer_stays()
    {
        var topic = Offered();
        topic.Apply(Set(topic, Bob, "JRWPAS"));
        Assert.Equal((Alice, true), (topic.Owner, topic.Member(Bob)!.Given.IsOwner));
    }

    [Fact]
    public void Other_offers_of_the_old_owner_end_with_its_ownership()
    {
        var topic = Offered();
        topic.Apply(Set(topic, Alice, "JRWPASDO", Carol));
        var plan = Set(topic, Bob, "JRWPASDO");
        Assert.Equal([Alice, Carol, Bob], plan.Writes.OfType<PutSubscription>().Select(w => w.Row.Key.User));
        Assert.Contains(plan.Broadcasts(), b => b.Audience.OnlyUser == Carol && ((PresPacket)b.Packets.Default).Access == new AccessPart(null, "-O"));
        topic.Apply(plan);
        Assert.Equal("JRWPASD", topic.Member(Carol)!.Given.ToString());
        Assert.Equal(403, Set(topic, Carol, "JRWPASDO").Code());
    }

    [Fact]
    public void An_offer_can_be_taken_back()
    {
        var topic = Offered();
        topic.Apply(Set(topic, Alice, "JRWPS", Bob));
        Assert.Equal(403, Set(topic, Bob, "JRWPASDO").Code());
        Assert.Equal(Alice, topic.Owner);
    }

    [Fact]
    public void Nobody_but_the_owner_offers_it()
    {
        var topic = Offered();
        Assert.Equal(403, Set(topic, Bob, "JRWPASDO", Carol).Code());
    }
}
