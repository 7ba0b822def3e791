using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Accounts.Operator;

/// <summary>A topic that a user takes part in.</summary>
/// <param name="Mode">What the user may do there.</param>
/// <param name="IsReader">As a reader of a channel.</param>
public sealed record OperatorSubscription(TopicName Topic, AccessMode Mode, bool IsReader);
