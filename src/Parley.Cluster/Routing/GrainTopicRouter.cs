using Parley.Cluster.Lanes;
using Parley.Cluster.Topics;
using Parley.FrontEnd.Topics;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Routing;
using Parley.Topics;

namespace Parley.Cluster.Routing;

/// <summary>
/// The way of a session to a topic. A topic of this process is posted to directly; a lane leads to any other. While a lane has
/// something for a topic everything takes it, so that nothing overtakes.
/// </summary>
internal sealed class GrainTopicRouter(LocalTopics topics, RequestLanes lanes, TimeProvider time) : ITopicRouter
{
    public RouteOutcome Post(TopicName topic, TopicRequest request)
    {
        var input = new TopicInput.Request(request);
        while (true)
        {
            var outcome = TryPost(topic, input);
            if (outcome == PostOutcome.Closed && !lanes.Open(topic).TryPost(input, out outcome))
                continue;
            return outcome == PostOutcome.Accepted ? RouteOutcome.Accepted : RouteOutcome.Overloaded;
        }
    }

    public void SessionGone(TopicName topic, SessionId session) =>
        TryPost(topic, new TopicInput.SessionGone(session, time.UtcMilliseconds()));

    public void Active(TopicName me, SessionId session, string userAgent) =>
        TryPost(me, new TopicInput.Activity(session, userAgent, time.UtcMilliseconds()));

    public void BecameForeground(TopicName topic, SessionId session) =>
        TryPost(topic, new TopicInput.Foreground(session, time.UtcMilliseconds()));

    // Where the topic is known to be; Closed if it is not known to be anywhere.
    private PostOutcome TryPost(TopicName topic, TopicInput input)
    {
        while (lanes.TryGet(topic, out var lane))
        {
            if (lane.TryPost(input, out var outcome))
                return outcome;
        }
        return topics.TryGet(topic, out var mailbox) ? mailbox.Post(input) : PostOutcome.Closed;
    }
}
