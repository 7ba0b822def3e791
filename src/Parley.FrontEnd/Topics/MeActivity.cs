using Parley.FrontEnd.Sessions;
using Parley.Protocol.Names;

namespace Parley.FrontEnd.Topics;

/// <summary>Which of the sessions attached to a user's <c>me</c> in this process was active last.</summary>
public sealed class MeActivity(TopicName topic, UserId user)
{
    private volatile Session? _last;

    public TopicName Topic { get; } = topic;

    public UserId User { get; } = user;

    /// <summary>True if another session was active before, or none since this one attached: <c>me</c> must be told.</summary>
    public bool TryBecomeLast(Session session)
    {
        if (ReferenceEquals(_last, session))
            return false;
        _last = session;
        return true;
    }

    /// <summary>The session attaches anew: its next activity counts as the first.</summary>
    public void Forget(Session session)
    {
        if (ReferenceEquals(_last, session))
            _last = null;
    }
}
