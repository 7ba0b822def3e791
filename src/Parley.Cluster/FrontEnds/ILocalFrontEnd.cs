using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.Cluster.FrontEnds;

/// <summary>What the cluster needs of the sessions of its own process.</summary>
public interface ILocalFrontEnd
{
    FrontEndId Id { get; }

    /// <summary>Carries out deliveries of one topic; never called for the same topic from two threads at once. Must not keep the list.</summary>
    /// <returns>How full the queues of the receiving sessions are: the median, 0 to 1.</returns>
    double Receive(TopicName topic, IReadOnlyList<Delivery> deliveries);

    /// <summary>True if a session here is attached to the topic. Takes no locks: it is asked from within some.</summary>
    bool IsAttached(TopicName topic);

    /// <summary>
    /// What attaches the sessions of this process to a topic anew: for each a {sub} that resumes after the last message it has seen, and
    /// after it, if they are to be repeated, its requests that were not answered.
    /// </summary>
    IReadOnlyList<TopicRequest> ResumeRequests(TopicName topic);

    /// <summary>Ends the sessions of a user with 205 "evicted".</summary>
    void EndSessionsOf(UserId user, SessionId except);
}
