using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.Cluster.Tests.Simulation;

/// <summary>A connection to one process, and what the client behind it has been told. Belongs to the lock of its front end.</summary>
internal sealed class SimulatedSession(SessionId id, UserId user)
{
    public SessionId Id => id;

    public UserId User => user;

    public bool IsOpen { get; set; } = true;

    public long Sent { get; set; }

    /// <summary>How the messages of topics came, for who has to find out why one did not.</summary>
    public Queue<string> Trace { get; } = new();

    /// <summary>Requests that are done.</summary>
    public HashSet<long> Answered { get; } = [];

    /// <summary>What was published, by the id of the request.</summary>
    public Dictionary<string, string> Published { get; } = [];

    public Dictionary<TopicName, Attached> Attachments { get; } = [];

    /// <summary>The last message of each topic that this session has seen, in whichever attachment.</summary>
    public Dictionary<TopicName, int> LastSeen { get; } = [];

    /// <summary>Who is online, as last told on <c>me</c>: by the answer to {get} and by the notices after it.</summary>
    public Dictionary<string, bool> Told { get; } = [];

    /// <summary>Answers to {get sub} on <c>me</c>, so far.</summary>
    public int Lists { get; set; }

    public Requester Requester => new()
    {
        Session = id,
        User = user,
        Level = AuthLevel.Authenticated,
        SessionUser = user,
        SessionLevel = AuthLevel.Authenticated,
    };

    public override string ToString() => $"{user.Value}/{id.Number}@{id.FrontEnd.Value % 1000}";

    /// <summary>An attachment as the front end keeps it.</summary>
    /// <param name="Seq">The last message when it began, or that came since.</param>
    /// <param name="IsReturning">Messages pass it by until its topic has taken it back.</param>
    internal sealed record Attached(AccessMode Mode, int Seq, bool IsReturning = false);
}
