using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;
using Parley.Storage.Records;

namespace Parley.Accounts.Authenticators;

/// <summary>Who has proved to be whom.</summary>
public sealed record AuthGrant(UserId User, AuthLevel Level)
{
    public AuthFeatures Features { get; init; }

    /// <summary>How long the proof is good from now on; null: as long as a new token.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>The state of the account in the eyes of a service outside; null if there is none, or it does not know.</summary>
    public ObjectState? State { get; init; }

    /// <summary>What is still to be answered before this is a proof; null for nothing.</summary>
    public byte[]? Challenge { get; init; }

    /// <summary>Tells the client what is still to be answered; null if nothing is.</summary>
    public Rejection? AskForMore() => Challenge is { } challenge
        ? new Rejection(ReplyCodes.Challenge, ReplyParams.Write(json => json.WriteBase64String("challenge", challenge)))
        : null;

    public bool MayLogIn => (Features & AuthFeatures.NoLogin) == 0;

    public bool IsValidated => (Features & AuthFeatures.Validated) != 0;
}
