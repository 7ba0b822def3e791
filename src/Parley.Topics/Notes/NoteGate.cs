using System.Diagnostics.CodeAnalysis;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Topics.Handlers;

namespace Parley.Topics.Notes;

/// <summary>What every {note} must pass (part C 2.1, 2.2). Nothing is acknowledged; almost all that is wrong is dropped in silence.</summary>
public static class NoteGate
{
    /// <summary>False with the plan that ends it: a session that is not attached is told so, anything else is dropped.</summary>
    public static bool TryPass(
        TopicView topic, TopicRequest request, [NotNullWhen(true)] out NotePacket? note, [NotNullWhen(false)] out TopicPlan? end)
    {
        note = (NotePacket)request.Packet;
        end = null;
        if (!topic.IsAttached(request.Session) && !MayBeUnattached(note))
            end = TopicPlan.Reject(request, ReplyCodes.MustAttachFirst);
        else if (!topic.Exists || note.Seq < 0 || note.Seq > topic.LastSeq || (request.SpeaksAsReader() && !topic.IsChannel))
            end = Dropped(request);
        if (end is not null)
            note = null;
        return end is null;
    }

    /// <summary>Receipts also come from clients that were woken by a push; a call is answered from <c>me</c>.</summary>
    public static bool MayBeUnattached(NotePacket note) => note.What == NoteWhat.Recv
        || (note.What == NoteWhat.Call && note.Event is CallEvent.Ringing or CallEvent.HangUp or CallEvent.Accept);

    public static TopicPlan Dropped(TopicRequest request) => new(request);
}
