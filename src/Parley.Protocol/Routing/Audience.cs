using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Protocol.Routing;

/// <summary>
/// Which sessions attached to a topic receive a packet. Everything must hold. The topic decides it once; each front end
/// matches it against the sessions that it holds.
/// </summary>
public sealed record Audience
{
    /// <summary>All of these letters must be in the user's mode in the topic.</summary>
    public AccessMode Needs { get; init; }

    /// <summary>At least one of these letters must be in it, if any is named.</summary>
    public AccessMode NeedsAny { get; init; }

    /// <summary>None of these letters may be in it.</summary>
    public AccessMode Forbids { get; init; }

    /// <summary>A session that is left out: as a rule the one that has asked.</summary>
    public SessionId SkipSession { get; init; }

    /// <summary>The only session that receives, if one is named.</summary>
    public SessionId OnlySession { get; init; }

    /// <summary>The only user who receives, if one is named.</summary>
    public UserId OnlyUser { get; init; }

    /// <summary>A user who is left out.</summary>
    public UserId ExcludeUser { get; init; }

    public ReaderRule Readers { get; init; }

    /// <summary>True if a session attached in this way receives.</summary>
    public bool Includes(SessionId session, UserId user, AccessMode mode, bool isReader) =>
        session != SkipSession
        && (OnlySession.IsNone || session == OnlySession)
        && (OnlyUser.IsNone || user == OnlyUser)
        && (ExcludeUser.IsNone || user != ExcludeUser)
        && (Readers == ReaderRule.Included || isReader == (Readers == ReaderRule.Only))
        && mode.Has(Needs)
        && (NeedsAny.IsNone || mode.HasAny(NeedsAny))
        && !mode.HasAny(Forbids);
}
