using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Writes;
using Parley.Topics.Audiences;
using Parley.Topics.Desc;
using Parley.Topics.Handlers;

namespace Parley.Topics.Aux;

/// <summary>Decides what the "aux" of a {set} changes: pinned messages and the like, by admins (part B 7.5).</summary>
public sealed class SetAuxHandler(TopicOptions options) : MemoryHandler
{
    public override TopicPlan Decide(TopicView topic, TopicRequest request)
    {
        if (!topic.Kind.Settable.HasFlag(MetaParts.Aux))
            return request.Refuse(topic, ReplyCodes.NotAllowed);
        if (topic.ParticipantOf(request) is not { Mode.IsAdmin: true })
            return request.Refuse(topic, ReplyCodes.PermissionDenied);
        if (!BoundedMerge.TryMerge(topic.Aux, request.Sent().Aux, options, out var changed))
            return request.Refuse(topic, ReplyCodes.PolicyViolation);
        if (changed is not { } aux)
            return request.Refuse(topic, ReplyCodes.NotModified);
        var plan = new TopicPlan(request);
        plan.Write(new UpdateTopic(topic.Name, topic.Version) { Aux = IsEmpty(aux) ? default(Payload) : aux });
        plan.Broadcast(
            RecipientNaming.ForAttached(topic, name => new PresPacket { Topic = name, What = PresWhat.Aux }),
            new Audience { Needs = AccessMode.Presence, SkipSession = request.Session });
        plan.Reply(ReplyCodes.Ok, topic: request.NameInReplies(topic));
        return plan;
    }

    // Nothing is left: there is no auxiliary data any more.
    private static bool IsEmpty(Payload aux) => aux.IsNull || aux.Utf8.Span.SequenceEqual("{}"u8);
}
