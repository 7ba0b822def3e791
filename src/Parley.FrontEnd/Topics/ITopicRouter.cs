using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Topics;

/// <summary>
/// The way from a session to topics, wherever they live. Nothing here blocks or throws for what happens in a topic; what comes back
/// arrives through <see cref="DeliveryReceiver"/>. Calls for one topic from one session keep their order.
/// </summary>
public interface ITopicRouter
{
    /// <summary>Hands a request to a topic, which is loaded if it is not.</summary>
    RouteOutcome Post(TopicName topic, TopicRequest request);

    /// <summary>A session that was attached has ended.</summary>
    void SessionGone(TopicName topic, SessionId session);

    /// <summary>A session attached to this <c>me</c> has done something.</summary>
    void Active(TopicName me, SessionId session, string userAgent);

    /// <summary>A background session that is attached has become visible.</summary>
    void BecameForeground(TopicName topic, SessionId session);
}
