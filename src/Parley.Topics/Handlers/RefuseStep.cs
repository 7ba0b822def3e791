using Parley.Protocol.Replies;
using Parley.Protocol.Routing;

namespace Parley.Topics.Handlers;

/// <summary>Refuses a request, or a part of it, whatever it says.</summary>
public sealed class RefuseStep(ReplyCode code) : MemoryHandler
{
    public override TopicPlan Decide(TopicView topic, TopicRequest request) => request.Refuse(topic, code);
}
