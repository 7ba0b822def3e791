using System.Collections.Concurrent;
using Parley.FrontEnd.Topics;
using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Tests.Fakes;

/// <summary>Notes what sessions ask of topics; answers nothing by itself.</summary>
public sealed class FakeRouter : ITopicRouter
{
    public RouteOutcome Outcome { get; set; } = RouteOutcome.Accepted;

    public Action<TopicName, TopicRequest>? OnPost { get; set; }

    public ConcurrentQueue<(TopicName Topic, TopicRequest Request)> Posted { get; } = new();

    public ConcurrentQueue<(TopicName Topic, SessionId Session)> Gone { get; } = new();

    public ConcurrentQueue<(TopicName Me, string UserAgent)> Activity { get; } = new();

    public ConcurrentQueue<TopicName> Foreground { get; } = new();

    public RouteOutcome Post(TopicName topic, TopicRequest request)
    {
        if (Outcome != RouteOutcome.Accepted)
            return Outcome;
        Posted.Enqueue((topic, request));
        OnPost?.Invoke(topic, request);
        return Outcome;
    }

    public void SessionGone(TopicName topic, SessionId session) => Gone.Enqueue((topic, session));

    public void Active(TopicName me, SessionId session, string userAgent) => Activity.Enqueue((me, userAgent));

    public void BecameForeground(TopicName topic, SessionId session) => Foreground.Enqueue(topic);
}
