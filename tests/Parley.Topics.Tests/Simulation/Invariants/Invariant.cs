using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.Topics.Tests.Simulation.Invariants;

/// <summary>Something that must hold whatever people do. Watches what happens, and looks closer when everything is quiet.</summary>
internal abstract class Invariant(SimulatedWorld world)
{
    protected SimulatedWorld World => world;

    public virtual void Sent(SimulatedSession session, TopicRequest request)
    {
    }

    public virtual void Received(Reception reception)
    {
    }

    public virtual void Attached(TopicName topic, SimulatedSession session, Delivery.Attach attach)
    {
    }

    /// <summary>A topic has decided on an input; what follows from it may still be on its way.</summary>
    public virtual void Handled(SimulatedTopic topic)
    {
    }

    /// <summary>Nothing is on its way anywhere.</summary>
    public virtual Task LookWhenQuietAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected void Fail(string what) => world.Fail($"{GetType().Name}: {what}");
}
