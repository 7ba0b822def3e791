using Parley.Protocol.Replies;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Topics.Create;

/// <summary>What a topic that comes into being is made of.</summary>
/// <param name="Rejection">Why the requester does not get in. What is written is written all the same.</param>
/// <param name="Writes">The topic and its subscriptions.</param>
/// <param name="Own">The requester's subscription.</param>
/// <param name="Peers">The other user's subscription, if it is made with this request.</param>
public sealed record Birth(Rejection? Rejection, IReadOnlyList<StoreWrite> Writes, StoredSubscription? Own, StoredSubscription? Peers = null)
{
    public static Birth Refuse(ReplyCode code) => new(new Rejection(code), [], null);
}
