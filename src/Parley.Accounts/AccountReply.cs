using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;

namespace Parley.Accounts;

/// <summary>The outcome of a request about accounts.</summary>
/// <param name="Params">A JSON object, or null.</param>
public sealed record AccountReply(ReplyCode Code, Payload Params = default)
{
    /// <summary>If not nobody, the session is authenticated as this user from here on.</summary>
    public UserId LoggedIn { get; init; }

    /// <summary>The level of <see cref="LoggedIn"/>.</summary>
    public AuthLevel Level { get; init; }

    /// <summary>The session ends after this reply, with 205 "evicted": its own account is gone.</summary>
    public bool EndsSession { get; init; }
}
