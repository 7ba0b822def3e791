using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Topics.Effects;
using Parley.Topics.Presence;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Presence;

/// <summary>The table of part C 1.2: what a <c>me</c> does with word of a contact.</summary>
public sealed class PresenceExchangeTests
{
    // state before: "-" not listed, "d" disabled, "0" enabled and offline, "1" enabled and online
    [Theory]
    [InlineData(NoticeWhat.On, NoticeCommand.None, "-", "d", null)]
    [InlineData(NoticeWhat.On, NoticeCommand.None, "d", "d", null)]
    [InlineData(NoticeWhat.On, NoticeCommand.None, "0", "1", PresWhat.On)]
    [InlineData(NoticeWhat.On, NoticeCommand.None, "1", "1", null)]
    [InlineData(NoticeWhat.On, NoticeCommand.Enable, "-", "1", PresWhat.On)]
    [InlineData(NoticeWhat.On, NoticeCommand.Enable, "d", "1", PresWhat.On)]
    [InlineData(NoticeWhat.On, NoticeCommand.Enable, "0", "1", PresWhat.On)]
    [InlineData(NoticeWhat.On, NoticeCommand.Enable, "1", "1", null)]
    [InlineData(NoticeWhat.Off, NoticeCommand.None, "-", "d", null)]
    [InlineData(NoticeWhat.Off, NoticeCommand.None, "d", "d", null)]
    [InlineData(NoticeWhat.Off, NoticeCommand.None, "1", "0", PresWhat.Off)]
    [InlineData(NoticeWhat.Off, NoticeCommand.None, "0", "0", null)]
    [InlineData(NoticeWhat.Off, NoticeCommand.Disable, "1", "d", PresWhat.Off)]
    [InlineData(NoticeWhat.Off, NoticeCommand.Disable, "0", "d", null)]
    [InlineData(NoticeWhat.Off, NoticeCommand.Remove, "-", "-", null)]
    [InlineData(NoticeWhat.Gone, NoticeCommand.None, "-", "-", PresWhat.Gone)]
    [InlineData(NoticeWhat.Gone, NoticeCommand.None, "d", "-", PresWhat.Gone)]
    [InlineData(NoticeWhat.Gone, NoticeCommand.None, "1", "-", PresWhat.Gone)]
    [InlineData(NoticeWhat.Nothing, NoticeCommand.Enable, "-", "0", null)]
    [InlineData(NoticeWhat.Nothing, NoticeCommand.Enable, "d", "0", null)]
    [InlineData(NoticeWhat.Nothing, NoticeCommand.Enable, "1", "1", null)]
    [InlineData(NoticeWhat.Ask, NoticeCommand.None, "-", "d", null)]
    [InlineData(NoticeWhat.Ask, NoticeCommand.Enable, "-", "0", null)]
    [InlineData(NoticeWhat.Ask, NoticeCommand.Enable, "d", "0", null)]
    public void Word_of_a_contact_changes_its_status_and_is_told_if_it_is_news(
        NoticeWhat what, NoticeCommand command, string before, string after, PresWhat? told)
    {
        var me = Me([.. Listed(before)]);
        var plan = PresenceExchange.Receive(me, new TopicNotice(TopicName.Me(Bob), Bob.ToString(), what, command));
        me.Apply(plan);
        Assert.Equal(Listed(after), me.Contacts.Values);
        Assert.Equal(told is { } expected ? [expected] : [], Told(plan));
    }

    [Fact]
    public void Being_asked_is_answered_and_asks_back()
    {
        var answer = Assert.Single(PresenceExchange.Receive(
            Me(), new TopicNotice(TopicName.Me(Bob), Bob.ToString(), NoticeWhat.Ask, WantsReply: true)).Routes());
        Assert.Equal(TopicName.Me(Bob), answer.Target);
        Assert.Equal(NoticeWhat.On, answer.Notice.What);
        Assert.True(answer.Notice.WantsReply);
    }

    [Fact]
    public void A_greeting_is_answered_once()
    {
        var answer = Assert.Single(PresenceExchange.Receive(
            Me(), new TopicNotice(TopicName.Me(Bob), Bob.ToString(), NoticeWhat.On, WantsReply: true)).Routes());
        Assert.False(answer.Notice.WantsReply);
    }

    // Its Off is behind the answer; that of the conversation may have come before.
    [Fact]
    public void Who_has_left_a_conversation_takes_back_that_it_is_online()
    {
        var me = Me([.. Listed("1")]);
        var answer = PresenceExchange.Receive(me, new TopicNotice(TopicName.Me(Bob), Bob.ToString(), NoticeWhat.On, WantsReply: true));
        me.Apply(answer);
        var left = PresenceExchange.Receive(me, new TopicNotice(TopicName.Me(Bob), Bob.ToString(), NoticeWhat.Gone));
        var told = answer.Routes().Concat(left.Routes()).Select(r => (r.Target, r.Notice.What));
        Assert.Equal([(TopicName.Me(Bob), NoticeWhat.On), (TopicName.Me(Bob), NoticeWhat.Off)], told);
    }

    [Fact]
    public void A_group_that_nobody_has_entered_does_not_say_that_it_is_online() =>
        Assert.Empty(PresenceExchange.Receive(
            Group(), new TopicNotice(TopicName.Me(Alice), Alice.ToString(), NoticeWhat.On, WantsReply: true)).Routes());

    [Fact]
    public void Who_begins_to_follow_a_contact_asks_whether_it_is_online()
    {
        var asked = Assert.Single(PresenceExchange.Receive(
            Me([.. Listed("d")]), new TopicNotice(TopicName.Me(Bob), Bob.ToString(), NoticeWhat.Nothing, NoticeCommand.Enable)).Routes());
        Assert.Equal(TopicName.Me(Bob), asked.Target);
        Assert.Equal((NoticeWhat.Ask, true), (asked.Notice.What, asked.Notice.WantsReply));
    }

    [Fact]
    public void Who_is_invisible_answers_nobody() =>
        Assert.Empty(PresenceExchange.Receive(
            Me("JS", [.. Listed("0")]), new TopicNotice(TopicName.Me(Bob), Bob.ToString(), NoticeWhat.On, WantsReply: true)).Routes());

    [Theory]
    [InlineData(NoticeWhat.On)]
    [InlineData(NoticeWhat.Off)]
    public void Who_becomes_visible_or_invisible_tells_its_contacts(NoticeWhat what)
    {
        var me = Me([.. Listed("1")]);
        var plan = PresenceExchange.Receive(me, new TopicNotice(me.Name, me.Name.Value, what));
        var told = Assert.Single(plan.Effects.OfType<TopicEffect.RouteToTopics>());
        Assert.Equal((TopicName.Me(Bob), what, NoticeCommand.None), (Assert.Single(told.Targets), told.Notice.What, told.Notice.Command));
        Assert.Equal(what == NoticeWhat.On, told.Notice.WantsReply);
    }

    // Losing P may turn out not to be stored: what was heard in the meantime must not be lost.
    [Fact]
    public void Who_is_invisible_remembers_who_is_online()
    {
        var me = Me("JS", [.. Listed("0")]);
        me.Apply(PresenceExchange.Receive(me, new TopicNotice(TopicName.Me(Bob), Bob.ToString(), NoticeWhat.On)));
        Assert.Equal(Listed("1"), me.Contacts.Values);
    }

    [Fact]
    public void Who_becomes_visible_is_told_who_is_online_and_later_who_goes()
    {
        var me = Me([.. Listed("1")]);
        var plan = PresenceExchange.Receive(me, new TopicNotice(me.Name, me.Name.Value, NoticeWhat.On));
        me.Apply(plan);
        Assert.Equal([PresWhat.On], Told(plan));
        // A contact that goes before it has answered goes all the same.
        Assert.Equal([PresWhat.Off], Told(PresenceExchange.Receive(me, new TopicNotice(TopicName.Me(Bob), Bob.ToString(), NoticeWhat.Off))));
    }

    [Fact]
    public void Who_becomes_invisible_is_told_nothing_of_its_contacts() =>
        Assert.Empty(Told(PresenceExchange.Receive(
            Me("JS", [.. Listed("1")]), new TopicNotice(TopicName.Me(Alice), Alice.ToString(), NoticeWhat.Off))));

    private static PresWhat[] Told(TopicPlan plan) =>
        [.. plan.Deliveries().OfType<Delivery.Broadcast>().Select(b => ((PresPacket)b.Packets.Default).What)];

    private static IEnumerable<Contact> Listed(string state) => state switch
    {
        "-" => [],
        "d" => [new Contact(Bob.ToString(), IsEnabled: false, IsOnline: false)],
        "0" => [new Contact(Bob.ToString(), IsEnabled: true, IsOnline: false)],
        _ => [new Contact(Bob.ToString(), IsEnabled: true, IsOnline: true)],
    };
}
