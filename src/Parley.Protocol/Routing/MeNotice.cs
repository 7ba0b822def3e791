using Parley.Protocol.Names;

namespace Parley.Protocol.Routing;

/// <summary>
/// Word of a topic to users through their <c>me</c>, without a change of what <c>me</c> remembers. Each front end gives it to the
/// sessions attached to <c>me</c> of the users named, as far as they are not attached to the topic itself.
/// </summary>
public sealed record MeNotice
{
    /// <summary>Who is told what; every user at most once.</summary>
    public required IReadOnlyList<MeNoticeGroup> Groups { get; init; }

    /// <summary>Sessions attached to this topic already know and are left out; every session is told if null.</summary>
    public TopicName? UnlessAttachedTo { get; init; }

    public SessionId SkipSession { get; init; }

    /// <summary>Only told to sessions whose user has P on <c>me</c>.</summary>
    public bool NeedsPresence { get; init; } = true;
}
