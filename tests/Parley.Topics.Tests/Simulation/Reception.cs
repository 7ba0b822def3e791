using Parley.Protocol.Names;
using Parley.Protocol.Packets;

namespace Parley.Topics.Tests.Simulation;

/// <summary>A packet that a session has received.</summary>
/// <param name="Topic">The topic that has sent it.</param>
internal sealed record Reception(TopicName Topic, SimulatedSession Session, ServerPacket Packet, ReceptionKind Kind)
{
    /// <summary>The request that is done with this reply; 0 for none.</summary>
    public long Ends { get; init; }

    /// <summary>How the session is attached: to the topic, or to <c>me</c> if it was told there. Null for replies.</summary>
    public SimulatedSession.Attached? At { get; init; }

    /// <summary>For whom the session has received it.</summary>
    public UserId User => At?.User ?? Session.Person.User;
}
