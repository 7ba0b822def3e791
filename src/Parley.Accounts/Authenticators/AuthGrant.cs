using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Accounts.Authenticators;

/// <summary>Who has proved to be whom.</summary>
public sealed record AuthGrant(UserId User, AuthLevel Level)
{
    public AuthFeatures Features { get; init; }

    /// <summary>How long the proof is good from now on; null: as long as a new token.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>The account's state if the authenticator has looked at it; null if not.</summary>
    public ObjectState? State { get; init; }

    public bool MayLogIn => (Features & AuthFeatures.NoLogin) == 0;

    public bool IsValidated => (Features & AuthFeatures.Validated) != 0;
}
