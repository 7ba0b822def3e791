namespace Parley.Topics.Tests.Simulation;

/// <summary>The way on which a packet came.</summary>
internal enum ReceptionKind
{
    Reply,
    Broadcast,
    OnMe,
}
