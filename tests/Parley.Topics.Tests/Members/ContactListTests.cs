using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Storage.Records;
using Parley.Topics.Members;
using Parley.Topics.Presence;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Members;

public sealed class ContactListTests
{
    private static readonly TopicName Talk = TopicName.P2P(Alice, Bob);

    private static TopicPlan List(TopicState me, GetOptions? options, params StoredContact[] contacts)
    {
        var rows = new RowsByHand();
        rows.ContactRows.AddRange(contacts);
        return new GetSubHandler(Options, Rewriting).Run(me.Attached(Alice), me.Get(Alice, new GetQuery { Sub = options }), rows);
    }

    private static TopicSub One(TopicState me, GetOptions? options, StoredContact contact) =>
        Assert.Single(List(me, options, contact).Meta().Sub!);

    private static StoredContact WithBob(string mode = "JRWPA", DateTime? seen = null) => new()
    {
        Subscription = Row(Talk, Alice, mode) with { ReadSeq = 2, RecvSeq = 3, DelId = 1, Private = Json("\"pal\"") },
        Topic = new StoredTopic { Name = Talk, Created = Now, Updated = Now, Touched = After, LastSeq = 5 },
        Peer = User(Bob, """{"fn":"bob"}""") with { LastSeen = seen, UserAgent = "phone" },
        Updated = Now,
    };

    private static StoredContact WithTeam(bool asReader = false, string mode = "JRWPS") => new()
    {
        Subscription = Row(Team, Alice, mode, isReader: asReader),
        Topic = new StoredTopic { Name = Team, Created = Now, Updated = Now, Touched = Now, LastSeq = 5, SubscriberCount = 7, Public = Json("\"team\"") },
        Updated = Now,
    };

    [Fact]
    public void A_conversation_is_listed_by_the_id_of_the_other_user()
    {
        var entry = One(Me(), null, WithBob(seen: Before));
        Assert.Equal(Bob.ToString(), entry.Topic);
        Assert.Equal((5, 2, 3, 1, 0), (entry.Seq, entry.ReadSeq, entry.RecvSeq, entry.DelId, entry.SubscriberCount));
        Assert.Equal("""{"fn":"bob"}""", entry.Public.ToString());
        Assert.Equal("\"pal\"", entry.Private.ToString());
        Assert.Equal(new SeenPart(Before, "phone"), entry.Seen);
        Assert.Equal((After, Now), (entry.Touched, entry.Updated));
        Assert.Null(entry.User);
    }

    [Fact]
    public void Who_is_online_has_no_time_of_last_being_seen()
    {
        var entry = One(Me(new Contact(Bob.ToString(), true, true)), null, WithBob(seen: Before));
        Assert.True(entry.Online);
        Assert.Null(entry.Seen);
    }

    [Fact]
    public void Who_has_no_P_on_me_sees_nobody_online()
    {
        var name = TopicName.Me(Alice);
        var me = new TopicState(name, User(Alice), Row(name, Alice, "JS"));
        me.Plan(p => p.Change(new Effects.LiveChange.ContactsLoaded([new Contact(Bob.ToString(), true, true)])));
        Assert.False(One(me, null, WithBob()).Online);
        Assert.Equal(204, List(me, new GetOptions { IfModifiedSince = Now }).Code());
    }

    [Fact]
    public void A_banned_user_learns_only_that_the_topic_is_there()
    {
        var entry = One(Me(), null, WithBob(mode: "RWPA", seen: Before));
        Assert.Equal((0, 0, 0, 0), (entry.Seq, entry.ReadSeq, entry.RecvSeq, entry.DelId));
        Assert.Null(entry.Touched);
        Assert.Null(entry.Seen);
        Assert.NotNull(entry.Access);
        Assert.False(entry.Public.IsNull);
    }

    [Fact]
    public void Without_R_touched_is_the_time_of_the_subscription()
    {
        var entry = One(Me(), null, WithBob(mode: "JWPA"));
        Assert.Equal(Now, entry.Touched);
        Assert.Equal((0, 0, 0, 0), (entry.Seq, entry.ReadSeq, entry.RecvSeq, entry.DelId));
    }

    [Fact]
    public void A_channel_is_listed_by_its_other_name_and_never_online()
    {
        var entry = One(Me(new Contact(Team.ChannelAddress, true, true)), null, WithTeam(asReader: true, mode: "JRP"));
        Assert.Equal(Team.ChannelAddress, entry.Topic);
        Assert.False(entry.Online);
        Assert.Equal(7, entry.SubscriberCount);
        Assert.Equal("\"team\"", entry.Public.ToString());
    }

    [Fact]
    public void Own_notes_are_listed_without_a_description()
    {
        var name = TopicName.Self(Alice);
        var notes = new StoredContact
        {
            Subscription = Row(name, Alice, "JRWDO"),
            Topic = new StoredTopic { Name = name, Created = Now, Updated = Now, Touched = Now, Public = Json("1") },
        };
        var entry = One(Me(new Contact(name.Value, true, true)), null, notes);
        Assert.Equal("slf", entry.Topic);
        Assert.False(entry.Online);
        Assert.True(entry.Public.IsNull);
    }

    [Fact]
    public void What_is_not_news_comes_without_descriptions()
    {
        var entry = One(Me(), new GetOptions { IfModifiedSince = Now }, WithBob());
        Assert.True(entry.Public.IsNull);
        Assert.True(entry.Private.IsNull);
        Assert.Equal(5, entry.Seq);
    }

    [Fact]
    public void A_topic_that_was_not_read_says_nothing_of_itself()
    {
        var entry = One(Me(), new GetOptions { IfModifiedSince = Before }, WithTeam() with { Topic = null });
        Assert.Equal((0, 0, null), (entry.Seq, entry.SubscriberCount, entry.Touched));
        Assert.NotNull(entry.Updated);
    }

    [Fact]
    public void A_contact_that_has_ended_since_is_told_by_name_and_time_only()
    {
        var gone = WithBob() with { Subscription = Row(Talk, Alice, "JRWPA") with { Deleted = Now } };
        Assert.Equal(new TopicSub { Topic = Bob.ToString(), Deleted = Now }, One(Me(), new GetOptions { IfModifiedSince = Before }, gone));
        Assert.Equal(204, List(Me(), new GetOptions { IfModifiedSince = Now }, gone).Code());
    }

    [Fact]
    public void Contacts_online_are_told_though_they_have_not_changed()
    {
        var me = Me(new Contact(Bob.ToString(), true, true), new Contact(Team.Value, true, true), new Contact(Carol.ToString(), true, false));
        var entries = List(me, new GetOptions { IfModifiedSince = Before }, WithTeam()).Meta().Sub!;
        Assert.Equal(2, entries.Count);
        Assert.Equal(new TopicSub { Topic = Bob.ToString(), Online = true }, entries[1]);
        Assert.Single(List(me, null, WithTeam()).Meta().Sub!);
    }

    [Fact]
    public void Nothing_to_list_is_no_content()
    {
        var plan = List(Me(), null);
        Assert.Equal(204, plan.Code());
        Assert.Equal("""{"what":"sub"}""", plan.Params());
    }

    [Fact]
    public void Message_ids_as_options_are_malformed()
    {
        Assert.Equal(400, List(Me(), new GetOptions { Since = 1 }, WithBob()).Code());
        Assert.Equal(400, List(Me(), new GetOptions { Before = 1 }, WithBob()).Code());
    }

    [Theory]
    [InlineData("slf", false)]
    [InlineData("grpAAAAAAAAAAE", false)]
    [InlineData("chnAAAAAAAAAAE", true)]
    public void One_topic_can_be_asked_for(string address, bool isReader)
    {
        var rows = new RowsByHand();
        var me = Me().Attached(Alice);
        new GetSubHandler(Options, Rewriting).Run(me, me.Get(Alice, new GetQuery { Sub = new GetOptions { Topic = address, Limit = 3 } }), rows);
        var expected = new SubscriptionKey(address == "slf" ? TopicName.Self(Alice) : Team, Alice, isReader);
        Assert.Equal(expected, rows.AskedContacts!.Only);
        Assert.Equal(3, rows.AskedContacts.Limit);
    }

    [Theory]
    [InlineData("me")]
    [InlineData("fnd")]
    [InlineData("usrAAAAAAAAAAE")]
    [InlineData("foo")]
    public void What_is_no_contact_is_not_even_looked_for(string address)
    {
        var rows = new RowsByHand();
        var me = Me().Attached(Alice);
        var address2 = address.StartsWith("usr", StringComparison.Ordinal) ? Alice.ToString() : address;
        var plan = new GetSubHandler(Options, Rewriting).Run(me, me.Get(Alice, new GetQuery { Sub = new GetOptions { Topic = address2 } }), rows);
        Assert.Equal(204, plan.Code());
        Assert.Null(rows.AskedContacts);
    }
}
