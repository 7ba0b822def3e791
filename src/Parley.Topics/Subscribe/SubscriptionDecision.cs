using Parley.Protocol.Replies;
using Parley.Storage.Records;

namespace Parley.Topics.Subscribe;

/// <summary>What becomes of the requester's own subscription.</summary>
/// <param name="Rejection">Why the request is refused; what is written is written all the same.</param>
/// <param name="Before">The live row before; null if there was none.</param>
/// <param name="After">The row after, equal to Before if nothing has changed.</param>
/// <param name="IsNew">The user subscribes with this request.</param>
/// <param name="TakesOwnership">The user accepts the ownership that it was offered.</param>
public sealed record SubscriptionDecision(
    Rejection? Rejection,
    StoredSubscription? Before,
    StoredSubscription? After,
    bool IsNew = false,
    bool TakesOwnership = false)
{
    public static SubscriptionDecision Refuse(ReplyCode code) => new(new Rejection(code), null, null);

    public bool HasModeChange => After is not null && (Before is null || Before.Want != After.Want || Before.Given != After.Given);

    public bool MustWrite => After is not null && !ReferenceEquals(Before, After);
}
