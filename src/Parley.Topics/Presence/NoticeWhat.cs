namespace Parley.Topics.Presence;

/// <summary>What one topic tells another. The rest of presence needs no memory and goes straight to front ends.</summary>
public enum NoticeWhat
{
    On,
    Off,

    /// <summary>The source is gone for good; the contact is removed.</summary>
    Gone,

    /// <summary>"?none": nothing about the status.</summary>
    Nothing,

    /// <summary>"?unkn": nothing about the status; the receiver's is asked for.</summary>
    Ask,

    /// <summary>The description of the user who sends it has changed: told to those attached to a group.</summary>
    Updated,

    /// <summary>The user who sends it uses another user agent.</summary>
    UserAgent,

    /// <summary>How far the topic that sends it and the receiver are: for the count of unread messages.</summary>
    Unread,
}
