using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Routing;

namespace Parley.Topics.Tests.Simulation.Actors;

/// <summary>Lets people do random things, allowed or not: come, go, lose the connection, and send packets.</summary>
internal sealed class RandomActor
{
    private const int SessionsMax = 3;

    private readonly SimulatedWorld _world;
    private readonly RandomPackets _packets;

    public RandomActor(SimulatedWorld world) => (_world, _packets) = (world, new RandomPackets(world));

    private Random Chance => _world.Chance;

    public void Act()
    {
        var person = _world.People[Chance.Next(_world.People.Count)];
        var sessions = _world.FrontEnd.Sessions.Where(s => s.Person == person).ToArray();
        if (sessions.Length == 0 || (sessions.Length < SessionsMax && Chance.Next(12) == 0))
        {
            var opened = _world.FrontEnd.Open(person, isBackground: Chance.Next(4) == 0);
            _world.Journal.Add($"{opened} connects");
            _world.Send(opened, opened.Requester, TopicAddress.Me, new SubPacket());
            return;
        }
        var session = sessions[Chance.Next(sessions.Length)];
        switch (Chance.Next(40))
        {
            case 0:
                _world.Journal.Add($"{session} is lost");
                _world.FrontEnd.Lose(session);
                break;
            case 1 when session.IsBackground:
                _world.Journal.Add($"{session} is seen");
                _world.FrontEnd.BecomeForeground(session);
                break;
            case 2:
                _world.PostIfLoaded(TopicName.Me(person.User), new TopicInput.Activity(session.Id, session.Requester.UserAgent!, _world.Now));
                break;
            default:
                Ask(session);
                break;
        }
    }

    private void Ask(SimulatedSession session)
    {
        var who = session.Requester;
        if (who.Level == AuthLevel.Root && Chance.Next(3) == 0)
        {
            var other = _world.People[Chance.Next(_world.People.Count)];
            who = who with { User = other.User, Level = Chance.Next(3) == 0 ? AuthLevel.Root : other.Level };
        }
        var address = _packets.Address(who.User);
        var name = TopicNaming.Resolve(address, who.User);
        var isAttached = name.IsKnown && session.Attachments.ContainsKey(name.Name);
        var packet = _packets.Packet(session, who, address, isAttached);
        if (packet is SubPacket or LeavePacket && session.InLane != 0)
            return;
        _world.Send(session, who, address, packet);
    }
}
