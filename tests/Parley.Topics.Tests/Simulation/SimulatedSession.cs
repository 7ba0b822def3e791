using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.Topics.Tests.Simulation;

/// <summary>A connection of a person, and what the client behind it believes.</summary>
internal sealed class SimulatedSession(SessionId id, Person person, bool isBackground)
{
    public SessionId Id => id;

    public Person Person => person;

    public bool IsBackground { get; set; } = isBackground;

    public bool IsOpen { get; set; } = true;

    /// <summary>Requests sent, so far.</summary>
    public long Sent { get; set; }

    /// <summary>The {sub} or {leave} that is under way; 0 for none.</summary>
    public long InLane { get; set; }

    public Dictionary<TopicName, Attached> Attachments { get; } = [];

    /// <summary>Who is online, as last told on a <c>me</c>: root may be attached to that of somebody else, too.</summary>
    public Dictionary<(TopicName Me, string Source), bool> Told { get; } = [];

    /// <summary>Contacts that this client has given up itself: it does not know them until it is told of them again.</summary>
    public HashSet<(TopicName Me, string Source)> Left { get; } = [];

    public Requester Requester => new()
    {
        Session = id,
        User = person.User,
        Level = person.Level,
        SessionUser = person.User,
        SessionLevel = person.Level,
        IsBackground = IsBackground,
        UserAgent = $"Agent/{id.Number % 3}",
    };

    public override string ToString() => $"{person.Name}{id.Number}{(IsBackground ? "~" : "")}";

    /// <summary>An attachment as the front end keeps it.</summary>
    internal sealed record Attached(UserId User, AccessMode Mode, bool IsReader);
}
