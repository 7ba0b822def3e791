using Parley.Protocol.Packets.Server;

namespace Parley.Topics.Tests.Simulation.Invariants;

/// <summary>
/// A message is seen only by those who may read, only if it was stored, and not after it was deleted: as it is sent out, and in
/// history.
/// </summary>
internal sealed class OnlyReadersSeeMessages(SimulatedWorld world) : Invariant(world)
{
    public override void Received(Reception reception)
    {
        if (reception.Packet is not DataPacket data)
            return;
        var user = reception.Kind == ReceptionKind.Reply ? World.Find(reception.Topic)!.Current!.Who.User : reception.User;
        var topic = World.Ledger[reception.Topic];
        if (!topic.Messages.TryGetValue(data.Seq, out var message) || message.Content != data.Content)
        {
            // What was deleted for everybody is erased in the database; a topic that is gone takes its messages along.
            if (topic.Exists)
                Fail($"{reception.Session} sees message {data.Seq} of {reception.Topic}, which is not stored: {data.Content}");
            return;
        }
        if (reception.Kind == ReceptionKind.Broadcast && !message.Readers.Contains(user))
            Fail($"{reception.Session} sees message {data.Seq} of {reception.Topic}, though {user} could not read");
        if (reception.Kind == ReceptionKind.Reply && (!topic.TrailOf(user).IsReader || message.IsDeleted || message.DeletedFor.Contains(user)))
            Fail($"{reception.Session} finds message {data.Seq} of {reception.Topic} for {user}");
        if (reception.At is { IsReader: true } && data.From is not null)
            Fail($"{reception.Session} learns as a channel reader who has written message {data.Seq} of {reception.Topic}");
    }
}
