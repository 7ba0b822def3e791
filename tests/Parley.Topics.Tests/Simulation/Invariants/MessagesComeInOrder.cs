using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;

namespace Parley.Topics.Tests.Simulation.Invariants;

/// <summary>Each attached session sees the messages of a topic in order, and its own ones after they were acknowledged.</summary>
internal sealed class MessagesComeInOrder(SimulatedWorld world) : Invariant(world)
{
    private readonly Dictionary<(SimulatedSession, TopicName), int> _seen = [];
    private readonly HashSet<(SimulatedSession, string)> _acknowledged = [];

    public override void Attached(TopicName topic, SimulatedSession session, Delivery.Attach attach) =>
        _seen[(session, topic)] = attach.Seq;

    public override void Received(Reception reception)
    {
        if (reception.Packet is CtrlPacket { Code.Number: 202, Id: { } id })
            _acknowledged.Add((reception.Session, id));
        if (reception.Kind != ReceptionKind.Broadcast || reception.Packet is not DataPacket data)
            return;
        var key = (reception.Session, reception.Topic);
        if (data.Seq <= _seen.GetValueOrDefault(key))
            Fail($"{reception.Session} sees message {data.Seq} of {reception.Topic} after {_seen[key]}");
        _seen[key] = data.Seq;
        if (World.AuthorOf(data.Content) is { } sent && sent.Session == reception.Session && !_acknowledged.Contains((sent.Session, sent.Id)))
            Fail($"{reception.Session} sees its message {data.Seq} of {reception.Topic} before it is acknowledged");
    }
}
