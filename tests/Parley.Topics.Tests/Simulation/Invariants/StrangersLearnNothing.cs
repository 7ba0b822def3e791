using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;

namespace Parley.Topics.Tests.Simulation.Invariants;

/// <summary>
/// What belongs to one person reaches nobody else; what belongs to members reaches no stranger; nobody without P hears of presence;
/// and channel readers do not learn who the members are.
/// </summary>
internal sealed class StrangersLearnNothing(SimulatedWorld world) : Invariant(world)
{
    private static readonly HashSet<PresWhat> NeedP =
        [PresWhat.On, PresWhat.Off, PresWhat.Message, PresWhat.Read, PresWhat.Recv, PresWhat.Deleted, PresWhat.Tags, PresWhat.Aux];

    public override void Received(Reception reception)
    {
        switch (reception.Packet)
        {
            case MetaPacket meta when World.Asked(reception.Session, meta.Id) is { } request:
                Look(reception, meta, request.Who.User);
                break;
            case PresPacket pres:
                Look(reception, pres);
                break;
            case InfoPacket info:
                Look(reception, info);
                break;
        }
    }

    private void Look(Reception reception, MetaPacket meta, UserId user)
    {
        var topic = World.Ledger[reception.Topic];
        foreach (var own in (meta.Sub ?? []).Select(s => s.Private).Append(meta.Desc?.Private ?? default))
        {
            if (!own.IsNull && own != World.PrivateOf(user))
                Fail($"{reception.Session} sees the private {own} of somebody else for {user} in {reception.Topic}");
        }
        if (reception.Topic.TryGetOwner(out var owner) && owner != user)
            Fail($"{reception.Session} sees {reception.Topic} for {user}: {meta}");
        var isMember = reception.Topic.IsMe || reception.Topic.IsFind || topic.IsSubscribed(user) || !topic.TrailOf(user).IsNone
            || reception.Session.Attachments.ContainsKey(reception.Topic);
        if (!isMember && (meta.Del is not null || meta.Tags is not null || !meta.Aux.IsNull || meta.Desc is { Seq: > 0 } or { Online: true }))
            Fail($"{reception.Session} sees for {user}, a stranger to {reception.Topic}: {meta}");
        if (!isMember && (meta.Sub ?? []).Any(s => s.User != user.ToString() && s.Deleted is null))
            Fail($"{reception.Session} sees for {user}, a stranger to {reception.Topic}, its members: {meta}");
    }

    private void Look(Reception reception, PresPacket pres)
    {
        var user = reception.User;
        if (NeedP.Contains(pres.What) && reception.At is { Mode.IsPresencer: false })
            Fail($"{reception.Session} hears without P: {pres}");
        if (reception.Kind == ReceptionKind.Broadcast && reception.At is { IsReader: true } && IsOther(user, pres.Source, pres.Actor, pres.Target))
            Fail($"{reception.Session} learns as a channel reader of a member of {reception.Topic}: {pres}");
        if (reception.Topic.IsMe || reception.Kind == ReceptionKind.Broadcast || pres.What == PresWhat.Gone)
        {
            LookAtStatus(reception, pres);
            return;
        }
        var mode = World.Ledger[reception.Topic].TrailOf(user);
        var isSilent = pres.What == PresWhat.Updated ? mode.IsNone : NeedP.Contains(pres.What) && !mode.IsPresencer;
        if (reception.Topic.IsGroup && (isSilent || (pres.What == PresWhat.Message && !mode.IsReader)))
            Fail($"{reception.Session} hears for {user}, who has {mode} in {reception.Topic}: {pres}");
    }

    // On and off come from me, by what it remembers of the contact.
    private void LookAtStatus(Reception reception, PresPacket pres)
    {
        if (!reception.Topic.IsMe || pres.What is not (PresWhat.On or PresWhat.Off) || pres.Source is not { } source)
            return;
        var name = TopicNaming.Resolve(source, reception.User);
        // Compat: who gives up P in sys is told nevertheless that it is online.
        if (name.IsKnown && !name.Name.IsSystem && !World.Ledger[name.Name].TrailOf(reception.User).IsPresencer && !WasLeft(name.Name, reception.User))
            Fail($"{reception.Session} hears for {reception.User}, who has {World.Ledger[name.Name].TrailOf(reception.User)} in {name.Name}: {pres}");
    }

    private bool WasLeft(TopicName topic, UserId user) => !World.Ledger[topic].IsSubscribed(user);

    private void Look(Reception reception, InfoPacket info)
    {
        if (reception.Kind == ReceptionKind.Broadcast ? reception.At is { IsReader: true } or { Mode.IsReader: false }
            : reception.Topic.IsGroup && !World.Ledger[reception.Topic].TrailOf(reception.User).Has(AccessMode.Read | AccessMode.Presence))
            Fail($"{reception.Session} hears for {reception.User} of {reception.Topic}: {info}");
    }

    private static bool IsOther(UserId user, params string?[] names) =>
        names.Any(n => n?.StartsWith(UserId.Prefix, StringComparison.Ordinal) == true && n != user.ToString());
}
