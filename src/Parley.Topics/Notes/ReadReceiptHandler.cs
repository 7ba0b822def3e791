using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage.Writes;
using Parley.Topics.Handlers;
using Parley.Topics.Unread;

namespace Parley.Topics.Notes;

/// <summary>Decides what a {note} "read" or "recv" does: moves a mark of the user forward, and tells it (part C 2.2, 2.3).</summary>
public sealed class ReadReceiptHandler(TopicOptions options) : MemoryHandler
{
    public override TopicPlan Decide(TopicView topic, TopicRequest request)
    {
        if (!NoteGate.TryPass(topic, request, out var note, out var end))
            return end;
        var isRead = note.What == NoteWhat.Read;
        if (note.Seq == 0 || topic.ParticipantOf(request) is not { Mode.IsReader: true } own
            || note.Seq <= (isRead ? own.ReadSeq : own.RecvSeq))
            return NoteGate.Dropped(request);
        var plan = new TopicPlan(request);
        plan.Write(new RaiseMarks(own.Row.Key, isRead ? note.Seq : 0, isRead ? 0 : note.Seq, request.ReceivedAt));
        if (own.Mode.IsPresencer)
            TellOwnSessions(topic, request, plan, isRead ? PresWhat.Read : PresWhat.Recv, note.Seq);
        if (isRead)
            UnreadNotices.OfRead(topic, plan, own, note.Seq, options);
        // What channel readers read is nobody's business.
        if (!own.IsReader)
            NoteFanOut.Plan(topic, request, plan, note with { Payload = default(Payload) });
        return plan;
    }

    private static void TellOwnSessions(TopicView topic, TopicRequest request, TopicPlan plan, PresWhat what, int seq)
    {
        var packet = new PresPacket { Topic = TopicAddress.Me, Source = request.NameSeen(topic), What = what, Seq = seq };
        plan.NotifyOnMe(new MeNotice
        {
            Groups = [new MeNoticeGroup(new PacketVariants(packet), [request.Who.User])],
            UnlessAttachedTo = topic.Name,
            SkipSession = request.Session,
        });
    }
}
