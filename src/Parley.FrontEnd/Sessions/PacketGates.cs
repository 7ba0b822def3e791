using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Sessions;

/// <summary>Decides how far a packet comes before a topic or the accounts see it (part A 2.3 and the last tables of 2.9).</summary>
public static class PacketGates
{
    private const MetaParts AttachedOnlyToSet = MetaParts.Tags | MetaParts.Cred | MetaParts.Aux;

    /// <summary>Decides on any packet but <c>{hi}</c>.</summary>
    /// <param name="newGroup">Makes the name of a group that a <c>{sub}</c> asks for.</param>
    public static SessionDecision Decide(Session session, ClientPacket packet, Requester who, Func<TopicName> newGroup)
    {
        if (packet is NotePacket note)
            return session.IsGreeted && !who.User.IsNone ? Note(session, note, who) : SessionDecision.Nothing;
        if (!session.IsGreeted)
            return SessionDecision.Reply(ReplyCodes.OutOfSequence, namesTopic: false);
        if (packet is AccPacket or LoginPacket)
            return SessionDecision.AskAccounts;
        if (who.User.IsNone)
            return SessionDecision.Reply(ReplyCodes.AuthenticationRequired);
        return packet switch
        {
            SubPacket sub => Sub(session, sub, who, newGroup),
            LeavePacket leave => Leave(session, leave, who),
            PubPacket pub => Pub(session, pub, who),
            GetPacket get => Get(session, get, who),
            SetPacket set => Set(session, set, who),
            DelPacket { What: DelWhat.User } => SessionDecision.AskAccounts,
            DelPacket del => Del(session, del, who),
            _ => SessionDecision.Reply(ReplyCodes.Malformed, namesTopic: false),
        };
    }

    private static SessionDecision Sub(Session session, SubPacket sub, Requester who, Func<TopicName> newGroup)
    {
        if (new TopicAddress(sub.Topic ?? "").IsNew)
            return SessionDecision.RouteTo(newGroup());
        var name = TopicNaming.Resolve(sub.Topic, who.User);
        if (name.Refusal is { } refusal)
            return SessionDecision.Reply(refusal);
        return session.IsAttachedTo(name.Name) ? SessionDecision.Reply(ReplyCodes.AlreadySubscribed) : SessionDecision.RouteTo(name.Name);
    }

    private static SessionDecision Leave(Session session, LeavePacket leave, Requester who)
    {
        var name = TopicNaming.Resolve(leave.Topic, who.User);
        if (IsWrong(name, out var refusal))
            return refusal;
        return IsAttached(session, name)
            ? SessionDecision.RouteTo(name.Name)
            : SessionDecision.Reply(leave.Unsub ? ReplyCodes.MustAttachFirst : ReplyCodes.NotJoined);
    }

    private static SessionDecision Pub(Session session, PubPacket pub, Requester who)
    {
        var name = TopicNaming.Resolve(pub.Topic, who.User);
        if (IsWrong(name, out var refusal))
            return refusal;
        return IsAttached(session, name) || (name.IsKnown && name.Name.IsSystem)
            ? SessionDecision.RouteTo(name.Name)
            : SessionDecision.Reply(ReplyCodes.MustAttachFirst);
    }

    private static SessionDecision Get(Session session, GetPacket get, Requester who)
    {
        var name = TopicNaming.Resolve(get.Topic, who.User);
        if (IsWrong(name, out var refusal))
            return refusal;
        var parts = get.Query.Parts;
        if (parts == MetaParts.None)
            return SessionDecision.Reply(ReplyCodes.Malformed);
        if (IsAttached(session, name))
            return SessionDecision.RouteTo(name.Name);
        if ((parts & (MetaParts.Desc | MetaParts.Sub)) == 0)
            return SessionDecision.Reply(ReplyCodes.PermissionDenied);
        if (name.IsKnown)
            return SessionDecision.RouteTo(name.Name);
        if (parts != MetaParts.Desc)
            return SessionDecision.Reply(IsOfAnother(get.Query.Sub?.User, who) ? ReplyCodes.PermissionDenied : ReplyCodes.NotFound);
        // Compat: only a name that looks like a group is one that could exist.
        return SessionDecision.Reply(LooksLikeGroup(get.Topic!) ? ReplyCodes.TopicNotFound : ReplyCodes.Malformed);
    }

    private static SessionDecision Set(Session session, SetPacket set, Requester who)
    {
        var name = TopicNaming.Resolve(set.Topic, who.User);
        if (IsWrong(name, out var refusal))
            return refusal;
        var parts = set.Query.Parts;
        if (parts == MetaParts.None)
            return SessionDecision.Reply(ReplyCodes.Malformed);
        if (IsAttached(session, name))
            return SessionDecision.RouteTo(name.Name);
        if ((parts & AttachedOnlyToSet) != 0)
            return SessionDecision.Reply(ReplyCodes.PermissionDenied);
        if (name.IsKnown)
            return SessionDecision.RouteTo(name.Name);
        // What a topic would say of which the user has no subscription.
        var sent = set.Query;
        if (sent.Desc is not { Private.IsNull: false } && string.IsNullOrEmpty(sent.Sub?.Mode))
            return SessionDecision.Reply(ReplyCodes.NotModified);
        return SessionDecision.Reply(IsOfAnother(sent.Sub?.User, who) ? ReplyCodes.PermissionDenied : ReplyCodes.NotFound);
    }

    private static SessionDecision Del(Session session, DelPacket del, Requester who)
    {
        var name = TopicNaming.Resolve(del.Topic, who.User);
        if (IsWrong(name, out var refusal))
            return refusal;
        switch (del.What)
        {
            case DelWhat.Unknown:
                return SessionDecision.Reply(ReplyCodes.Malformed);
            case DelWhat.Topic:
                return name.IsKnown ? SessionDecision.RouteTo(name.Name) : SessionDecision.Reply(ReplyCodes.TopicNotFound);
            default:
                return IsAttached(session, name)
                    ? SessionDecision.RouteTo(name.Name)
                    : SessionDecision.Reply(ReplyCodes.MustAttachFirst);
        }
    }

    private static SessionDecision Note(Session session, NotePacket note, Requester who)
    {
        var name = TopicNaming.Resolve(note.Topic, who.User);
        if (IsWrong(name, out _) || !IsValid(note, name))
            return SessionDecision.Nothing;
        if (IsAttached(session, name))
            return SessionDecision.RouteTo(name.Name);
        var mayBeUnattached = note.What == NoteWhat.Recv
            || (note.What == NoteWhat.Call && note.Event is (CallEvent.Ringing or CallEvent.HangUp or CallEvent.Accept));
        if (!mayBeUnattached)
            return SessionDecision.Reply(ReplyCodes.MustAttachFirst);
        return name.IsKnown ? SessionDecision.RouteTo(name.Name) : SessionDecision.Nothing;
    }

    private static bool IsValid(NotePacket note, NameResult name) => note.What switch
    {
        NoteWhat.Data => note.HasPayload,
        NoteWhat.KeyPress or NoteWhat.KeyPressAudio or NoteWhat.KeyPressVideo => note.Seq == 0,
        NoteWhat.Call => note.Seq > 0 && name.IsKnown && name.Name.IsP2P,
        NoteWhat.Read or NoteWhat.Recv => note.Seq > 0,
        _ => false,
    };

    // A name of no known form is not wrong yet: what it means depends on the packet.
    private static bool IsWrong(NameResult name, out SessionDecision refusal)
    {
        refusal = default;
        if (name.Refusal is not { } code || code == ReplyCodes.TopicNotFound)
            return false;
        refusal = SessionDecision.Reply(code);
        return true;
    }

    private static bool IsAttached(Session session, NameResult name) => name.IsKnown && session.IsAttachedTo(name.Name);

    private static bool IsOfAnother(string? user, Requester who) => user is { Length: > 0 } && user != who.User.ToString();

    private static bool LooksLikeGroup(string address) =>
        address.StartsWith(TopicName.GroupPrefix, StringComparison.Ordinal)
        || address.StartsWith(TopicName.ChannelPrefix, StringComparison.Ordinal);
}
