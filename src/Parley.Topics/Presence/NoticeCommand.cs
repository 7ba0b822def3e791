namespace Parley.Topics.Presence;

/// <summary>What a notice does to the receiver's contact besides its status (part C 1.2).</summary>
public enum NoticeCommand
{
    None = 0,
    Enable,
    Disable,
    Remove,
}
