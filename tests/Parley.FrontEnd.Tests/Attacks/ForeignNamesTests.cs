using Parley.FrontEnd.Tests.Fakes;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;

namespace Parley.FrontEnd.Tests.Attacks;

/// <summary>Inner names of topics that belong to others, or to nobody, open no door on any verb.</summary>
public sealed class ForeignNamesTests : IDisposable
{
    private static readonly UserId Carol = new(3);

    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    public static TheoryData<string> Names => new(
        TopicName.Self(World.Bob).Value,
        TopicName.Find(World.Bob).Value,
        TopicName.Self(World.Alice).Value,
        TopicName.Find(World.Alice).Value,
        TopicName.P2P(World.Bob, Carol).Value,
        "p2p",
        "p2pAAAAAAAAAAAAAAAAAAAAAA",
        "p2p!!!!!!!!!!!!!!!!!!!!!!",
        "p2p" + World.Bob.Text + World.Alice.Text,
        "P2P" + TopicName.P2P(World.Alice, World.Bob).Value[3..],
        "me/../usr" + World.Bob.Text,
        "me\0",
        "grp\0\0\0\0\0\0\0\0\0\0\0",
        new string('x', 100_000));

    [Theory]
    [MemberData(nameof(Names))]
    public void No_request_reaches_a_topic_by_such_a_name(string name)
    {
        var alice = _world.LoggedIn();
        foreach (var packet in Requests(name))
            Assert.InRange(alice.Ask(packet).Code.Number, 300, 499);
        Assert.Empty(_world.Router.Posted);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_note_reaches_a_topic_by_such_a_name(string name)
    {
        var alice = _world.LoggedIn();
        alice.Say(new NotePacket { Topic = name, What = NoteWhat.Recv, Seq = 1 });
        alice.Say(new NotePacket { Topic = name, What = NoteWhat.Call, Seq = 1, Event = CallEvent.Ringing });
        alice.Say(new NotePacket { Topic = name, What = NoteWhat.KeyPress });
        Assert.Empty(_world.Router.Posted);
    }

    [Fact]
    public void The_own_conversation_has_one_name_however_its_ids_are_written()
    {
        var real = TopicName.P2P(World.Alice, World.Bob);
        // The last letter of the text has bits that no id uses.
        foreach (var last in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        {
            var resolved = TopicNaming.Resolve(real.Value[..^1] + last, World.Alice);
            Assert.True(resolved.Refusal is not null || resolved.Name == real || !resolved.Name.TryGetPeerOf(World.Bob, out _));
        }
    }

    private static IEnumerable<ClientPacket> Requests(string name) =>
    [
        new SubPacket { Id = "1", Topic = name, Get = new GetQuery { What = "desc sub data del tags aux" } },
        new LeavePacket { Id = "1", Topic = name },
        new LeavePacket { Id = "1", Topic = name, Unsub = true },
        new PubPacket { Id = "1", Topic = name, Content = Payload.FromString("x") },
        new GetPacket { Id = "1", Topic = name, Query = new GetQuery { What = "desc" } },
        new GetPacket { Id = "1", Topic = name, Query = new GetQuery { What = "sub" } },
        new GetPacket { Id = "1", Topic = name, Query = new GetQuery { What = "data tags aux del cred" } },
        new SetPacket { Id = "1", Topic = name, Query = new SetQuery { Desc = new DescPart { Private = Payload.FromString("x") } } },
        new SetPacket { Id = "1", Topic = name, Query = new SetQuery { Sub = new SubPart(null, "JRWPASDO") } },
        new SetPacket { Id = "1", Topic = name, Query = new SetQuery { Tags = ["x"] } },
        new DelPacket { Id = "1", Topic = name, Ranges = [new SeqRange(1)], Hard = true },
        new DelPacket { Id = "1", Topic = name, What = DelWhat.Topic, Hard = true },
        new DelPacket { Id = "1", Topic = name, What = DelWhat.Subscription, User = World.Bob.ToString() },
        new DelPacket { Id = "1", Topic = name, What = DelWhat.Credential },
    ];
}
