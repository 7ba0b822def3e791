namespace Parley.Topics.Kinds;

/// <summary>How a topic that is not stored comes into being by a <c>{sub}</c>.</summary>
public enum TopicCreation
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>By a request for a new group.</summary>
    OnRequest,

    /// <summary>By either of its two users.</summary>
    WithPeer,

    /// <summary>By its user.</summary>
    ForOwner,
}
