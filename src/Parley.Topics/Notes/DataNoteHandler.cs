using Parley.Protocol.Routing;
using Parley.Topics.Handlers;

namespace Parley.Topics.Notes;

/// <summary>Decides what a {note} "data" does: forwards a value to those attached, and stores nothing. Anybody attached may send it.</summary>
public sealed class DataNoteHandler : MemoryHandler
{
    public override TopicPlan Decide(TopicView topic, TopicRequest request)
    {
        if (!NoteGate.TryPass(topic, request, out var note, out var end))
            return end;
        if (!note.HasPayload || request.IsFromReader(topic) || request.SpeaksAsReader())
            return NoteGate.Dropped(request);
        var plan = new TopicPlan(request);
        NoteFanOut.Plan(topic, request, plan, note);
        return plan;
    }
}
