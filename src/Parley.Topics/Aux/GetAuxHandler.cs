using Parley.Protocol;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Topics.Handlers;

namespace Parley.Topics.Aux;

/// <summary>Decides what a {get aux} returns: to anybody attached (part B 6.8).</summary>
public sealed class GetAuxHandler : MemoryHandler
{
    public override TopicPlan Decide(TopicView topic, TopicRequest request)
    {
        if (!topic.Kind.Readable.HasFlag(MetaParts.Aux))
            return request.Refuse(topic, ReplyCodes.NotAllowed);
        return topic.Aux.IsNull
            ? request.NoContent(topic, "aux")
            : request.Answer(new MetaPacket { Topic = request.NameSeen(topic), Aux = topic.Aux });
    }
}
