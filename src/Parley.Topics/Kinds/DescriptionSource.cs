namespace Parley.Topics.Kinds;

/// <summary>Whose public and trusted a topic shows.</summary>
public enum DescriptionSource
{
    /// <summary>None of its own.</summary>
    None = 0,

    /// <summary>The user's own record: <c>me</c>.</summary>
    User,

    /// <summary>The record of the other user.</summary>
    Peer,

    /// <summary>The topic's record.</summary>
    Topic,

    /// <summary>What the session searches for: <c>fnd</c>.</summary>
    Query,
}
