using System.Collections.Concurrent;
using Parley.Cluster.Lanes;
using Parley.Cluster.Topics;
using Parley.Protocol.Names;
using Parley.Protocol.Routing;
using Parley.Topics.Effects;

namespace Parley.Cluster.Routing;

/// <summary>
/// Carries out the effects of one topic, in their order: the topic emits them strictly one after the other, so the front end of this
/// process is called right away, and those of others through lanes. Remembers which other front ends hold attached sessions.
/// </summary>
internal sealed class GrainEffectSink(TopicMailbox mailbox, EffectRoutes routes) : IEffectSink, IDeliverySource
{
    private readonly List<Delivery> _here = [];
    private readonly AttachedFrontEnds _attached = new();
    private readonly ConcurrentQueue<SiloAddress> _overflowed = new();
    private bool _isAttachedHere;

    public TopicName Name => mailbox.Name;

    public long Activation => mailbox.Activation;

    public void Emit(TopicName topic, IReadOnlyList<TopicEffect> effects)
    {
        while (_overflowed.TryDequeue(out var silo))
            _attached.Remove(silo);
        for (var i = 0; i < effects.Count; i++)
        {
            switch (effects[i])
            {
                case TopicEffect.Deliver deliver:
                    Deliver(deliver.Delivery);
                    break;
                case TopicEffect.RouteToTopic route:
                    Flush();
                    routes.Topics.Tell(route.Target, route.Notice);
                    break;
                case TopicEffect.RouteToTopics route:
                    Flush();
                    routes.Topics.Tell(route.Targets, route.Notice);
                    break;
                case TopicEffect.AskConfirmation ask:
                    // Only hands it over: the sender has a queue of its own, and does not throw.
                    _ = routes.Confirmations.SendForAdditionAsync(ask.Credential, ask.Language, ask.At).AsTask();
                    break;
                case TopicEffect.ArmTimer arm:
                    mailbox.Timers.Arm(arm.Timer, arm.Due);
                    break;
                case TopicEffect.CancelTimer cancel:
                    mailbox.Timers.Cancel(cancel.Timer);
                    break;
                case TopicEffect.CloseTopic:
                    Flush();
                    mailbox.AskClose();
                    break;
            }
        }
        Flush();
    }

    /// <summary>
    /// This life of the topic is over, and all of it is told. Sessions which are attached nevertheless – because the process
    /// leaves, say – attach to the next life.
    /// </summary>
    public void EndLife()
    {
        foreach (var silo in _attached.Silos)
            routes.Deliveries.Add(silo, this, SharedDelivery.Moved);
        _attached.Clear();
        _isAttachedHere = false;
        if (routes.FrontEnd.IsAttached(Name))
            routes.Requests.Resume(Name, Activation);
    }

    public void ReportFullness(float fullness) => mailbox.ReportFullness(fullness);

    public void Overflowed(SiloAddress silo)
    {
        _overflowed.Enqueue(silo);
        foreach (var frontEnd in routes.FrontEnds.FrontEndsOf(silo))
            mailbox.FrontEndLost(frontEnd);
    }

    private void Deliver(Delivery delivery)
    {
        switch (delivery)
        {
            case Delivery.Reply reply:
                To(reply.Session, delivery);
                break;
            case Delivery.Attach attach:
                if (IsHere(attach.Session))
                    _isAttachedHere = true;
                else if (SiloOf(attach.Session) is { } there)
                    _attached.Add(there, attach.Session);
                To(attach.Session, delivery);
                break;
            case Delivery.Detach detach:
                // Who is not attached any more for us – after an overflow, say – must not be told: it may have attached anew.
                if (IsHere(detach.Session))
                    _here.Add(delivery);
                else if (SiloOf(detach.Session) is { } silo && _attached.Remove(silo, detach.Session))
                    routes.Deliveries.Add(silo, this, new SharedDelivery(delivery));
                break;
            case Delivery.NotifyOnMe:
                _here.Add(delivery);
                ToAll(routes.FrontEnds.Others.AsSpan(), delivery);
                break;
            case Delivery.Broadcast { Audience.OnlySession: { IsNone: false } only }:
                To(only, delivery);
                break;
            case Delivery.DetachAll:
                _here.Add(delivery);
                ToAll(_attached.Silos, delivery);
                _attached.Clear();
                break;
            default:
                // Sessions that an earlier life has left here get what they have missed when this one takes them back: now it would
                // come too early, and twice.
                if (_isAttachedHere)
                    _here.Add(delivery);
                ToAll(_attached.Silos, delivery);
                break;
        }
    }

    private void To(SessionId session, Delivery delivery)
    {
        if (IsHere(session))
            _here.Add(delivery);
        else if (SiloOf(session) is { } silo)
            routes.Deliveries.Add(silo, this, new SharedDelivery(delivery));
    }

    private void ToAll(ReadOnlySpan<SiloAddress> silos, Delivery delivery)
    {
        if (silos.IsEmpty)
            return;
        var shared = new SharedDelivery(delivery);
        foreach (var silo in silos)
            routes.Deliveries.Add(silo, this, shared);
    }

    private void Flush()
    {
        if (_here.Count == 0)
            return;
        mailbox.ReportFullness(routes.FrontEnd.Receive(Name, _here));
        _here.Clear();
    }

    private bool IsHere(SessionId session) => session.FrontEnd == routes.FrontEnd.Id;

    private SiloAddress? SiloOf(SessionId session) =>
        !IsHere(session) && routes.FrontEnds.TryGetSilo(session.FrontEnd, out var silo) ? silo : null;
}
