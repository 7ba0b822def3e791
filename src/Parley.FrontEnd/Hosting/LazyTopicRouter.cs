using Parley.FrontEnd.Topics;
using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Hosting;

/// <summary>
/// Looks for the router when it is first needed: the router hands deliveries to this front end, so neither can be made before the other.
/// </summary>
internal sealed class LazyTopicRouter(Lazy<ITopicRouter> router) : ITopicRouter
{
    public RouteOutcome Post(TopicName topic, TopicRequest request) => router.Value.Post(topic, request);

    public void SessionGone(TopicName topic, SessionId session) => router.Value.SessionGone(topic, session);

    public void Active(TopicName me, SessionId session, string userAgent) => router.Value.Active(me, session, userAgent);

    public void BecameForeground(TopicName topic, SessionId session) => router.Value.BecameForeground(topic, session);
}
