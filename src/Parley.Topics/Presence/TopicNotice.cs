using Parley.Protocol.Names;
using Parley.Protocol.Routing;
using Parley.Topics.Unread;

namespace Parley.Topics.Presence;

/// <summary>Word of one topic to another: the presence exchange of part C 1.2.</summary>
/// <param name="From">The topic that sends it: where a reply goes.</param>
/// <param name="Source">The sender as the receiver lists and shows it: "usr…", "grp…", "chn…".</param>
/// <param name="WantsReply">The receiver answers with its own status.</param>
/// <param name="SkipSession">Is not told by the receiver: as a rule the session that has caused it.</param>
public sealed record TopicNotice(
    TopicName From,
    string Source,
    NoticeWhat What,
    NoticeCommand Command = NoticeCommand.None,
    bool WantsReply = false,
    string? UserAgent = null,
    SessionId SkipSession = default)
{
    /// <summary>With <see cref="NoticeWhat.Unread"/>.</summary>
    public UnreadMark Unread { get; init; }
}
