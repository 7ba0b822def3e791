using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage.Records;

namespace Parley.Topics.Tests.Simulation.Invariants;

/// <summary>When all is quiet, each <c>me</c> knows of its contacts what is true, and so do the clients that were told: no ghosts.</summary>
internal sealed class PresenceIsTrue(SimulatedWorld world) : Invariant(world)
{
    public override void Attached(TopicName topic, SimulatedSession session, Delivery.Attach attach)
    {
        if (topic.IsMe)
            Forget(session, topic);
    }

    public override void Received(Reception reception)
    {
        // The session that has left a topic is not told that it is gone; one that enters it begins anew.
        if (reception.Packet is CtrlPacket { Code.IsError: false, Id: { } id } && World.Asked(reception.Session, id) is { Packet: LeavePacket or DelPacket or SubPacket } left)
        {
            var contact = (TopicName.Me(left.Who.User), left.Address);
            reception.Session.Told.Remove(contact);
            if (left.Packet is LeavePacket { Unsub: true } or DelPacket { What: DelWhat.Topic })
                reception.Session.Left.Add(contact);
            else if (left.Packet is SubPacket)
                reception.Session.Left.Remove(contact);
        }
        // Who becomes invisible is not told of each contact that it sees it no more.
        if (reception.Packet is PresPacket { Topic: TopicAddress.Me, What: PresWhat.Access, Source: null } || IsOwnChange(reception))
            reception.Session.Told.Clear();
        if (reception.Packet is not PresPacket { Topic: TopicAddress.Me, Source: { } source } pres)
            return;
        // Word that was on its way when a client has left a topic comes for a contact that it does not know any more.
        if (pres is { What: PresWhat.Access, Target: null })
            reception.Session.Left.Remove((TopicName.Me(reception.User), source));
        if (pres.What is PresWhat.On or PresWhat.Off && !reception.Session.Left.Contains((reception.Topic, source)))
            reception.Session.Told[(reception.Topic, source)] = pres.What == PresWhat.On;
        else if (pres.What == PresWhat.Gone)
            reception.Session.Told.Remove((reception.Topic, source));
    }

    private bool IsOwnChange(Reception reception) => reception.Topic.IsMe && reception.Packet is CtrlPacket { Id: { } id }
        && World.Asked(reception.Session, id)?.Packet is SetPacket { Query.Sub: not null } or SubPacket { Set.Sub: not null };

    public override Task LookWhenQuietAsync(CancellationToken cancellationToken)
    {
        foreach (var person in World.People)
        {
            if (World.Find(TopicName.Me(person.User))?.View is not { IsStopped: false, IsAnnounced: true } me)
                continue;
            foreach (var topic in World.Ledger.Topics)
                Look(person, me, topic);
            LookAtClients(person, me);
        }
        return Task.CompletedTask;
    }

    private void Look(Person person, TopicView me, LedgerTopic topic)
    {
        if (!topic.Subscriptions.TryGetValue(new SubscriptionKey(topic.Name, person.User), out var own) || topic.Name.IsFind || topic.Name.IsMe || topic.Name.IsSelf)
            return;
        var listedAs = topic.Name.TryGetPeerOf(person.User, out var peer) ? peer.ToString() : topic.Name.Value;
        var contact = me.Contacts.GetValueOrDefault(listedAs);
        // Compat: who is brought back into a conversation by the other one is not told, and follows it when me is entered anew.
        if (topic.Name.IsP2P && (IsBroughtBack(topic, person.User, peer) || IsBroughtBack(topic, peer, person.User)))
            return;
        if (!IsVisible(person.User) || IsTrue(topic, own, peer) is not { } isOnline)
            return;
        if ((contact?.IsEnabled ?? false) != own.Mode.IsPresencer)
            Fail($"{person} has {own.Mode} in {topic.Name}, and as a contact {contact}");
        if (contact is { IsEnabled: true } && contact.IsOnline != isOnline)
            Fail($"{person} has the contact {contact}, which is {(isOnline ? "online" : "offline")} ({topic.Name})");
    }

    // Null where nothing is promised: one of the two has left the conversation, or cannot enter it. One that begins with a refusal
    // is told to nobody.
    private bool? IsTrue(LedgerTopic topic, LedgerSubscription own, UserId peer)
    {
        if (topic.Name.IsSystem)
            return null;
        if (!topic.Name.IsP2P)
            return World.Find(topic.Name)?.View is { IsAnnounced: true, IsStopped: false };
        if (!topic.Subscriptions.TryGetValue(new SubscriptionKey(topic.Name, peer), out var other) || !other.Mode.IsJoiner || !own.Mode.IsJoiner)
            return null;
        return IsVisible(peer) && World.Find(TopicName.Me(peer))?.View is { IsAnnounced: true, IsStopped: false };
    }

    private bool IsBroughtBack(LedgerTopic topic, UserId user, UserId peer) =>
        World.Find(TopicName.Me(user))?.View is { } me
        && (me.Contacts.GetValueOrDefault(peer.ToString()) is not { } contact
            || (!contact.IsEnabled && topic.Subscriptions.GetValueOrDefault(new SubscriptionKey(topic.Name, user)) is { HasGainedPresence: false }));

    private void LookAtClients(Person person, TopicView me)
    {
        foreach (var (session, at) in World.FrontEnd.AttachedTo(me.Name))
        {
            if (!at.Mode.IsPresencer)
            {
                Forget(session, me.Name);
                continue;
            }
            foreach (var ((_, source), isOnline) in session.Told.Where(t => t.Key.Me == me.Name))
            {
                // Word that was on its way when somebody left a topic means nothing to the one who has left.
                var contact = me.Contacts.GetValueOrDefault(source);
                if (contact is not null && IsSubscribed(person.User, source) && contact.IsOnline != isOnline)
                    Fail($"{session} of {person} was told that {source} is {(isOnline ? "online" : "offline")}, me says {contact}");
            }
        }
    }

    private bool IsSubscribed(UserId user, string source) =>
        TopicNaming.Resolve(source, user) is { IsKnown: true } name && World.Ledger[name.Name].IsSubscribed(user);

    private static void Forget(SimulatedSession session, TopicName me)
    {
        foreach (var told in session.Told.Keys.Where(t => t.Me == me).ToArray())
            session.Told.Remove(told);
        session.Left.RemoveWhere(left => left.Me == me);
    }

    // Who has given up P on me is seen by nobody, and sees nobody.
    private bool IsVisible(UserId user) => World.Ledger[TopicName.Me(user)].ModeOf(user).IsPresencer;
}
