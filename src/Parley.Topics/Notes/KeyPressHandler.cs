using Parley.Protocol;
using Parley.Protocol.Routing;
using Parley.Topics.Handlers;

namespace Parley.Topics.Notes;

/// <summary>Decides what a {note} "kp", "kpa" or "kpv" does: shows that somebody types or records.</summary>
public sealed class KeyPressHandler : MemoryHandler
{
    public override TopicPlan Decide(TopicView topic, TopicRequest request)
    {
        if (!NoteGate.TryPass(topic, request, out var note, out var end))
            return end;
        if (note.Seq != 0 || topic.IsReadOnly || topic.ParticipantOf(request) is not { Mode.IsWriter: true } || request.IsFromReader(topic))
            return NoteGate.Dropped(request);
        var plan = new TopicPlan(request);
        NoteFanOut.Plan(topic, request, plan, note with { Payload = default(Payload) });
        return plan;
    }
}
