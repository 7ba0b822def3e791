using Parley.Accounts;
using Parley.Accounts.Credentials;
using Parley.Accounts.Options;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Handlers;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Attacks;

/// <summary>Who has no subscription learns nothing of a group but its card, and changes nothing in it.</summary>
public sealed class StrangersTests
{
    private static readonly UserId Mallory = new(9);
    private static readonly HandlerTable Handlers = Table();

    private static HandlerTable Table()
    {
        var validators = new ValidatorTable([], new AccountOptions());
        return new HandlerTable(Options, validators, new CredentialRules(validators, new SystemRandomSource()));
    }

    // Closed: joining needs an invitation.
    private static TopicState Secret(bool isChannel = false)
    {
        var row = new StoredTopic
        {
            Name = Team,
            Created = Now,
            Updated = Now,
            Touched = Now,
            Owner = Alice,
            IsChannel = isChannel,
            Public = Json("\"card\""),
            Tags = ["secret-tag"],
            Aux = Json("\"secret-aux\""),
            LastSeq = 77,
            DelId = 5,
        };
        var topic = new TopicState(row, [Row(Team, Alice, "JRWPASDO") with { Private = Json("\"secret-private\"") }, Row(Team, Bob, "JRWPS")]);
        return topic.Attached(Alice, Bob);
    }

    private static RowsByHand Rows()
    {
        var rows = new RowsByHand { UserRows = { User(Alice), User(Bob), User(Mallory) } };
        rows.MessageRows.Add(new StoredMessage { Seq = 77, Timestamp = Now, From = Alice, Content = Json("\"secret-content\"") });
        rows.MemberRows.Add(new StoredMember { Subscription = Row(Team, Bob, "JRWPS"), Public = Json("\"secret-member\"") });
        rows.DeletionRows.Add(new DeletionRecord(5, [new SeqRange(7)]));
        return rows;
    }

    public static TheoryData<string> Whats => new("desc", "sub", "data", "del", "tags", "aux", "cred", "desc sub data del tags aux cred");

    [Theory]
    [MemberData(nameof(Whats))]
    public void Nothing_but_the_card_is_shown_to_a_stranger(string what)
    {
        foreach (var address in new[] { Team.Value, Team.ChannelAddress })
        {
            foreach (var packet in Run(Secret(), new GetPacket { Id = "1", Query = new GetQuery { What = what } }, address))
            {
                AssertTellsNothing(packet);
                if (packet is MetaPacket meta)
                    Assert.Equal("\"card\"", meta.Desc!.Public.ToString());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Whats))]
    public void A_refused_subscription_answers_no_query(string what)
    {
        var packets = Run(Secret(), new SubPacket { Id = "1", Get = new GetQuery { What = what } }, Team.Value);
        Assert.Equal(403, Assert.IsType<CtrlPacket>(Assert.Single(packets)).Code.Number);
    }

    [Fact]
    public void A_stranger_changes_nothing()
    {
        ClientPacket[] packets =
        [
            new SetPacket { Id = "1", Query = new SetQuery { Desc = new DescPart { Public = Json("1"), Private = Json("1") } } },
            new SetPacket { Id = "1", Query = new SetQuery { Sub = new SubPart(null, "JRWPASDO") } },
            new SetPacket { Id = "1", Query = new SetQuery { Sub = new SubPart(Mallory.ToString(), "JRWPASDO") } },
            new SetPacket { Id = "1", Query = new SetQuery { Sub = new SubPart(Bob.ToString(), "N") } },
            new SetPacket { Id = "1", Query = new SetQuery { Tags = ["mine"] } },
            new SetPacket { Id = "1", Query = new SetQuery { Aux = Json("{}") } },
            new PubPacket { Id = "1", Content = Json("\"spam\"") },
            new DelPacket { Id = "1", What = DelWhat.Topic, Hard = true },
            new DelPacket { Id = "1", What = DelWhat.Message, Hard = true, Ranges = [new SeqRange(1, 78)] },
            new DelPacket { Id = "1", What = DelWhat.Subscription, User = Bob.ToString() },
            new LeavePacket { Id = "1", Unsub = true },
            new NotePacket { What = NoteWhat.Recv, Seq = 77 },
            new NotePacket { What = NoteWhat.Read, Seq = 77 },
            new NotePacket { What = NoteWhat.KeyPress },
            new NotePacket { What = NoteWhat.Data, Payload = Json("1") },
        ];
        foreach (var packet in packets)
        {
            var topic = Secret();
            foreach (var step in Handlers.StepsFor(topic, Ask(Mallory, Team.Value, packet)))
            {
                var plan = step.Run(topic, Ask(Mallory, Team.Value, packet), Rows());
                Assert.Empty(plan.Writes);
                Assert.Empty(plan.Changes);
                Assert.Empty(plan.Broadcasts());
                Assert.Empty(plan.Notices());
                Assert.Empty(plan.Routes());
                Assert.All(plan.Replies(), reply => Assert.InRange(((CtrlPacket)reply).Code.Number, 300, 499));
            }
        }
    }

    [Fact]
    public void A_reader_sees_no_members_no_tags_and_no_authors()
    {
        var topic = Secret(isChannel: true).WithReader(Mallory);
        foreach (var address in new[] { Team.ChannelAddress, Team.Value })
        {
            foreach (var packet in Run(topic, new GetPacket { Id = "1", Query = new GetQuery { What = "desc sub data tags" } }, address))
            {
                Assert.Null((packet as DataPacket)?.From);
                Assert.Null((packet as MetaPacket)?.Tags);
                Assert.All((packet as MetaPacket)?.Sub ?? [], entry => Assert.Equal(Mallory.ToString(), entry.User));
                Assert.Null((packet as MetaPacket)?.Desc?.DefaultAccess);
            }
        }
    }

    [Fact]
    public void An_ordinary_member_does_not_see_the_access_of_others_nor_the_tags()
    {
        var topic = Group(Row(Team, Bob, "JRWP"), Row(Team, Carol, "JRWPS")).Attached(Bob);
        var rows = new RowsByHand();
        rows.MemberRows.Add(new StoredMember { Subscription = Row(Team, Carol, "JRWPS") with { Private = Json("\"hers\"") } });
        var query = new GetPacket { Id = "1", Query = new GetQuery { What = "sub tags" } };
        var replies = Handlers.StepsFor(topic, Ask(Bob, Team.Value, query))
            .SelectMany(step => step.Run(topic, Ask(Bob, Team.Value, query), rows).Replies()).ToArray();
        var entry = Assert.Single(Assert.IsType<MetaPacket>(replies[0]).Sub!);
        Assert.Null(entry.Access);
        Assert.True(entry.Private.IsNull);
        Assert.Equal(403, ((CtrlPacket)replies[1]).Code.Number);
    }

    private static ServerPacket[] Run(TopicState topic, ClientPacket packet, string address)
    {
        var request = Ask(Mallory, address, packet);
        var replies = new List<ServerPacket>();
        foreach (var step in Handlers.StepsFor(topic, request))
        {
            var plan = step.Run(topic, request, Rows());
            replies.AddRange(plan.Replies());
            if (plan.IsRejected && packet is SubPacket)
                break;
        }
        Assert.NotEmpty(replies);
        return [.. replies];
    }

    private static void AssertTellsNothing(ServerPacket packet)
    {
        Assert.IsNotType<DataPacket>(packet);
        if (packet is not MetaPacket meta)
            return;
        Assert.Equal((null, null, true, null), (meta.Sub, meta.Tags, meta.Aux.IsNull, meta.Del));
        var desc = meta.Desc!;
        Assert.Equal((0, 0, 0, 0, false), (desc.Seq, desc.ReadSeq, desc.RecvSeq, desc.DelId, desc.Online));
        Assert.Equal((true, null, null, null), (desc.Private.IsNull, desc.DefaultAccess, desc.Touched, desc.Seen));
        Assert.Equal(new AccessPart(null, null, "N"), desc.Access);
    }
}
