using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Routing;

namespace Parley.Topics.Tests.Simulation.Actors;

/// <summary>Makes random packets: mostly sensible ones, so that much happens, and some that must be refused.</summary>
internal sealed class RandomPackets(SimulatedWorld world)
{
    private const int GroupsMax = 3;
    private static readonly string[] Modes =
        ["", "N", "J", "JR", "JRW", "JRWP", "JP", "JRWS", "JRWPS", "JRWPAS", "JRWPASD", "JRWPASDO", "RWP", "JRWPA", "JPS", "JS", "JX", "O"];
    private static readonly string[] Parts = ["desc", "sub", "data", "del", "tags", "cred", "aux"];

    private long _contents;

    private Random Chance => world.Chance;

    public string Address(UserId user)
    {
        switch (Chance.Next(20))
        {
            case 0 or 1 or 2 or 3:
                return TopicAddress.Me;
            case 4:
                return Pick(TopicAddress.Find, TopicAddress.Self, TopicAddress.System);
            case 5 or 6 or 7 or 8 or 9:
                return RandomUser();
            case 10 when Chance.Next(4) == 0:
                return Pick(TopicName.P2P(world.People[0].User, world.People[1].User).Value, TopicName.Self(world.People[0].User).Value, "grpAAAAAAAAAAA", "");
            default:
                return Group();
        }
    }

    public ClientPacket Packet(SimulatedSession session, Requester who, string address, bool isAttached)
    {
        if (!isAttached && Chance.Next(10) < 6)
            return Sub(who);
        return Chance.Next(20) switch
        {
            0 => Sub(who),
            1 or 2 => new LeavePacket { Unsub = Chance.Next(3) == 0 },
            3 or 4 or 5 or 6 or 7 => new PubPacket { Content = NewContent(session, address), NoEcho = Chance.Next(4) == 0 },
            8 or 9 => new GetPacket { Query = Query() },
            10 or 11 => new SetPacket { Query = new SetQuery { Sub = new SubPart(null, Mode()) } },
            12 or 13 => new SetPacket { Query = new SetQuery { Sub = new SubPart(RandomUser(), Mode()) } },
            14 => new SetPacket { Query = Set(who) },
            15 or 16 => Del(),
            _ => Note(),
        };
    }

    private string Group()
    {
        var groups = world.Ledger.Topics.Where(t => t.Exists && t.Name.IsGroup).ToArray();
        if (groups.Length < GroupsMax && (groups.Length == 0 || Chance.Next(10) == 0))
            return Pick("new1", "nch1");
        var group = groups[Chance.Next(groups.Length)];
        return group.IsChannel != (Chance.Next(8) == 0) && Chance.Next(2) == 0 ? group.Name.ChannelAddress : group.Name.Value;
    }

    private SubPacket Sub(Requester who) => new()
    {
        Set = Chance.Next(3) == 0
            ? new SetQuery { Sub = Chance.Next(2) == 0 ? new SubPart(null, Mode()) : null, Desc = Chance.Next(2) == 0 ? Desc(who) : null }
            : null,
        Get = Chance.Next(3) == 0 ? Query() : null,
    };

    private GetQuery Query() => new()
    {
        What = string.Join(' ', Parts.Where(_ => Chance.Next(3) == 0)),
        Data = Chance.Next(3) == 0 ? new GetOptions { Since = Chance.Next(20), Limit = Chance.Next(10) } : null,
    };

    private SetQuery Set(Requester who) => Chance.Next(4) switch
    {
        0 => new SetQuery { Tags = Chance.Next(3) == 0 ? [] : [$"alias:a{Chance.Next(5)}", $"tag{Chance.Next(9)}"] },
        1 => new SetQuery { Aux = Payload.FromJson($$"""{"a":{{Chance.Next(9)}}}""") },
        2 => new SetQuery { Desc = Desc(who), Sub = new SubPart(null, Mode()) },
        _ => new SetQuery { Desc = Desc(who) },
    };

    private DescPart Desc(Requester who) => new()
    {
        Private = Chance.Next(2) == 0 ? world.PrivateOf(who.User) : default,
        Public = Chance.Next(3) == 0 ? Payload.FromString($"public{Chance.Next(99)}") : default,
        DefaultAccess = Chance.Next(4) == 0 ? new DefaultAccessPart(Mode(), Chance.Next(2) == 0 ? Mode() : null) : null,
    };

    private DelPacket Del() => Chance.Next(8) switch
    {
        0 => new DelPacket { What = DelWhat.Topic, Hard = Chance.Next(2) == 0 },
        1 or 2 => new DelPacket { What = DelWhat.Subscription, User = RandomUser() },
        _ => new DelPacket { Ranges = [new SeqRange(Chance.Next(0, 40), Chance.Next(0, 60))], Hard = Chance.Next(2) == 0 },
    };

    private NotePacket Note() => Chance.Next(5) switch
    {
        0 => new NotePacket { What = NoteWhat.KeyPress },
        1 => new NotePacket { What = NoteWhat.Data, Payload = Payload.FromString("note") },
        2 or 3 => new NotePacket { What = NoteWhat.Read, Seq = Chance.Next(0, 60) },
        _ => new NotePacket { What = NoteWhat.Recv, Seq = Chance.Next(0, 60) },
    };

    // Every message is different, so that one which turns up where it must not is known.
    private Payload NewContent(SimulatedSession session, string address) =>
        Payload.FromString($"{++_contents} of {session.Person.Name} to {address}");

    private string Mode() => Modes[Chance.Next(Modes.Length)];

    private string RandomUser() => world.People[Chance.Next(world.People.Count)].User.ToString();

    private string Pick(params string[] texts) => texts[Chance.Next(texts.Length)];
}
