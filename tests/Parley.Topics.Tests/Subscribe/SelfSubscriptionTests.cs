using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;
using Parley.Storage.Records;
using Parley.Topics.Subscribe;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Subscribe;

public sealed class SelfSubscriptionTests
{
    private static SubscriptionDecision Decide(
        TopicState topic, UserId user, string? mode, StoredSubscription? stored = null, string? address = null, AuthLevel level = AuthLevel.Authenticated)
    {
        var request = Ask(user, address ?? topic.AddressFor(user), new SubPacket(), level);
        return SelfSubscription.Decide(topic, request, mode, default, stored, Options);
    }

    [Fact]
    public void A_newcomer_gets_the_defaults_of_the_group()
    {
        var decision = Decide(Group(), Bob, null);
        Assert.Null(decision.Rejection);
        Assert.True(decision.IsNew);
        Assert.Equal("JRWPS", decision.After!.Want.ToString());
        Assert.Equal("JRWPS", decision.After.Given.ToString());
    }

    [Fact]
    public void A_newcomer_to_a_group_without_J_is_refused_and_leaves_no_trace()
    {
        var decision = Decide(Group(isChannel: true), Bob, null);
        Assert.Equal(ReplyCodes.PermissionDenied, decision.Rejection!.Code);
        Assert.False(decision.MustWrite);
    }

    [Fact]
    public void A_newcomer_cannot_prepare_for_ownership() =>
        Assert.Equal("JRWPASD", Decide(Group(), Bob, "JRWPASDO").After!.Want.ToString());

    [Fact]
    public void An_offer_of_ownership_ends_when_the_member_leaves()
    {
        var left = Row(Team, Bob, "JRWPS", "JRWPASDO") with { Deleted = Now };
        var after = Decide(Group(), Bob, "JRWPASDO", left).After!;
        Assert.Equal("JRWPASD", after.Want.ToString());
        Assert.Equal("JRWPASD", after.Given.ToString());
    }

    [Fact]
    public void A_full_group_takes_nobody_else()
    {
        var members = Enumerable.Range(10, 7).Select(i => Row(Team, new UserId((ulong)i), "JRWPS")).ToArray();
        Assert.Equal(ReplyCodes.PolicyViolation, Decide(Group(members), Bob, null).Rejection!.Code);
    }

    [Fact]
    public void A_ban_survives_leaving_and_coming_back()
    {
        var banned = Row(Team, Bob, "JRWPS", "RWPS") with { Deleted = Now, Version = 4 };
        Assert.Equal(ReplyCodes.PermissionDenied, Decide(Group(), Bob, null, banned).Rejection!.Code);
    }

    [Fact]
    public void Coming_back_keeps_the_private_part_and_forgets_the_marks()
    {
        var left = Row(Team, Bob, "JRWPS") with { Deleted = Now, Version = 4, ReadSeq = 9, Private = Payload.FromString("mine") };
        var after = Decide(Group(), Bob, null, left).After!;
        Assert.Equal("\"mine\"", after.Private.ToString());
        Assert.Equal(0, after.ReadSeq);
        Assert.Equal(5, after.Version);
    }

    [Theory]
    [InlineData("JX", 400)]
    [InlineData("JRWPSO", 403)]
    public void A_member_cannot_take_what_it_was_not_given(string mode, int code) =>
        Assert.Equal(code, Decide(Group(Row(Team, Bob, "JRWPS")), Bob, mode).Rejection!.Code.Number);

    [Theory]
    [InlineData("JPRW")]
    [InlineData("RWPASDO")]
    public void The_owner_gives_up_neither_O_nor_J(string mode) =>
        Assert.Equal(ReplyCodes.PermissionDenied, Decide(Group(), Alice, mode).Rejection!.Code);

    [Fact]
    public void An_offered_ownership_is_taken_by_wanting_it()
    {
        var decision = Decide(Group(Row(Team, Bob, "JRWPS", "JRWPASDO")), Bob, "JRWPASDO");
        Assert.True(decision.TakesOwnership);
        Assert.Equal("JRWPASDO", decision.After!.Mode.ToString());
    }

    [Fact]
    public void An_admin_may_grant_itself_anything_but_D_and_O()
    {
        var decision = Decide(Group(Row(Team, Bob, "JRWPA")), Bob, "JRWPASD");
        Assert.Equal("JRWPAS", decision.After!.Given.ToString());
    }

    [Fact]
    public void Who_comes_back_from_a_block_does_not_accept_ownership_by_the_way()
    {
        var decision = Decide(Group(Row(Team, Bob, "N", "JRWPASDO")), Bob, null);
        Assert.Equal("JRWPASD", decision.After!.Want.ToString());
        Assert.False(decision.TakesOwnership);
    }

    [Fact]
    public void In_a_conversation_A_cannot_be_given_up() =>
        Assert.Equal("JRA", Decide(Conversation(), Alice, "JR").After!.Want.ToString());

    [Fact]
    public void A_member_who_asks_for_the_channel_is_sent_to_the_group()
    {
        var decision = Decide(Group(isChannel: true, Row(Team, Bob, "JRWPS")), Bob, null, address: Team.ChannelAddress);
        Assert.Equal(ReplyCodes.UseOther, decision.Rejection!.Code);
        Assert.Equal($$"""{"topic":"{{Team}}"}""", decision.Rejection.Params.ToString());
    }

    [Theory]
    [InlineData(null, "JRP")]
    [InlineData("N", "JR")]
    [InlineData("JRWPASDO", "JRP")]
    public void A_channel_reader_wants_no_more_than_readers_have(string? mode, string want) =>
        Assert.Equal(want, Decide(Group(isChannel: true), Bob, mode, address: Team.ChannelAddress).After!.Want.ToString());

    [Fact]
    public void Only_root_attaches_to_sys()
    {
        var sys = new TopicState(new StoredTopic { Name = TopicName.System, Created = Now, Updated = Now, Touched = Now }, []);
        Assert.Equal(ReplyCodes.PermissionDenied, Decide(sys, Bob, null).Rejection!.Code);
        Assert.Equal("JRWPD", Decide(sys, Bob, null, level: AuthLevel.Root).After!.Mode.ToString());
    }
}
