using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Storage.Writes;
using Parley.Topics.Access;
using Parley.Topics.Presence;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Access;

public sealed class DelSubHandlerTests
{
    private static TopicPlan Remove(TopicState topic, UserId actor, string? target, string? address = null) =>
        new DelSubHandler().Run(
            topic, Ask(actor, address ?? topic.AddressFor(actor), new DelPacket { Id = "1", What = DelWhat.Subscription, User = target }));

    private static TopicState Crowd(string bob = "JRWPS", string carol = "JRWPS") =>
        Group(Row(Team, Bob, bob), Row(Team, Carol, carol, "JRWPS")).Attached(Alice, Bob);

    [Fact]
    public void An_admin_removes_a_member_who_learns_that_it_is_gone()
    {
        var topic = Crowd().Attached(Carol);
        var plan = Remove(topic, Alice, Carol.ToString());
        Assert.Equal(Carol, plan.Write<RemoveSubscription>().Key.User);
        Assert.Equal([200, 205], plan.Replies().OfType<CtrlPacket>().Select(c => c.Code.Number));
        Assert.Equal("""{"unsub":true}""", plan.Replies().OfType<CtrlPacket>().Last().Params.ToString());
        Assert.Contains(plan.Routes(), r => r.Target == TopicName.Me(Carol) && r.Notice.What == NoticeWhat.Gone);
        var told = (PresPacket)plan.Broadcasts()[0].Packets.Default;
        Assert.Equal((Carol.ToString(), Alice.ToString(), new AccessPart("N", "N")), (told.Source, told.Actor, told.Access));
        topic.Apply(plan);
        Assert.Null(topic.Member(Carol));
        Assert.False(topic.IsAttached(SessionOf(Carol)));
    }

    [Fact]
    public void Who_is_not_attached_must_attach_first() =>
        Assert.Equal(409, Remove(Group(Row(Team, Bob, "JRWPA")), Bob, Alice.ToString()).Code());

    [Theory]
    [InlineData("JRWPS")]
    [InlineData("JRWPD")]
    public void Only_admins_remove(string mode) => Assert.Equal(403, Remove(Crowd(mode), Bob, Carol.ToString()).Code());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("usrAAAAAAAAAAA")]
    public void Who_is_removed_must_be_a_user(string? target) => Assert.Equal(403, Remove(Crowd(), Alice, target).Code());

    [Fact]
    public void Nobody_removes_itself_or_the_owner_or_the_other_one_of_a_conversation()
    {
        Assert.Equal(403, Remove(Crowd(), Alice, Alice.ToString()).Code());
        Assert.Equal(403, Remove(Crowd("JRWPA"), Bob, Alice.ToString()).Code());
        Assert.Equal(403, Remove(Conversation().Attached(Alice), Alice, Bob.ToString()).Code());
    }

    [Fact]
    public void Who_has_blocked_the_group_stays_in_it() => Assert.Equal(403, Remove(Crowd(carol: "N"), Alice, Carol.ToString()).Code());

    [Fact]
    public void From_own_notes_nobody_is_removed() => Assert.Equal(304, Remove(OwnNotes(), Alice, Bob.ToString()).Code());

    [Fact]
    public void Who_is_not_there_is_not_removed() => Assert.Equal(304, Remove(Group().Attached(Alice), Alice, Carol.ToString()).Code());

    [Fact]
    public void A_reader_is_sent_away_and_keeps_its_subscription()
    {
        var topic = Group(isChannel: true).Attached(Alice).WithReader(Carol);
        var plan = Remove(topic, Alice, Carol.ToString());
        Assert.Empty(plan.Writes);
        Assert.Equal([304, 205], plan.Replies().OfType<CtrlPacket>().Select(c => c.Code.Number));
        Assert.Equal(Team.ChannelAddress, plan.Replies().OfType<CtrlPacket>().Last().Topic);
        topic.Apply(plan);
        Assert.Empty(topic.Readers);
    }

    [Fact]
    public void Under_the_name_of_a_channel_nobody_is_removed()
    {
        Assert.Equal(403, Remove(Group(isChannel: true).Attached(Alice), Alice, Carol.ToString(), Team.ChannelAddress).Code());
        Assert.Equal("not found", Remove(Crowd(), Alice, Carol.ToString(), Team.ChannelAddress).Ctrl()!.Code.Text);
    }
}
